"""Names that are not there."""

from kajabi import Kajabi, NotFoundEror, webhooks  # error: "NotFoundEror"

kajabi = Kajabi()
contact = kajabi.contacts.get("1")

print(NotFoundEror)  # error[pyright]: unknown
print(contact.nmae)  # error: "nmae"
print(contact.custom_7)  # error: "custom_7"
print(contact.customer_id)  # error: "customer_id"
print(contact.tags[0].title)  # error: "title"
print(contact.site.name)  # error: "name"
print(kajabi.contact)  # error: "contact"
print(kajabi.contacts.find("1"))  # error: "find"
print(kajabi.me.delete())  # error: "delete"
print(kajabi.contacts.tags.create("1"))  # error: "create"
print(webhooks.TagRenamedEvent)  # error: "TagRenamedEvent"
