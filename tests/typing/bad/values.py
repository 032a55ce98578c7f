"""Values of the wrong type."""

from kajabi import OMIT, Kajabi

kajabi = Kajabi()
contact = kajabi.contacts.get("1")
offer = kajabi.offers.get("1")

kajabi.contacts.create(name=5)  # error: "name"
kajabi.contacts.create(email=["jo@example.com"])  # error: "email"
kajabi.contacts.create(subscribed="yes")  # error: "subscribed"
kajabi.contacts.create(custom_fields={"custom_1": object()})  # error: object
kajabi.contacts.create(custom_fields=["custom_1"])  # error: "custom_fields"
kajabi.contacts.create(site=contact)  # error: "site"
kajabi.contacts.update("1", name=None)  # error: "name"
kajabi.contacts.update("1", tags=[offer])  # error: Offer
kajabi.contacts.update(name="Jo")  # error: "id"
kajabi.contact_notes.create(body="called")  # error: "contact"
kajabi.contact_notes.create(body=OMIT, contact="1")  # error: "body"

kajabi.contacts.get(None)  # error: None
kajabi.contacts.get(1.0)  # error: float
kajabi.contacts.get(contact)  # error: Contact
kajabi.contacts.get()  # error: "id"
kajabi.contacts.delete("1", "2")  # error: argument
kajabi.contacts.offers.add("1", 456)  # error: Iterable
kajabi.contacts.offers.add("1", [None])  # error: None
kajabi.contacts.offers.add("1", contact.tags)  # error: ContactTag

count: int = contact.name  # error: "str"
length = len(contact.phone_number)  # error: None
cents: int = offer.title  # error: "str"
nothing: str = kajabi.contacts.delete("1")  # error: None
