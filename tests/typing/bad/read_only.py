"""What comes out of replies can only be read, and what the API sets cannot be sent."""

import datetime as dt

from kajabi import Contact, Kajabi, webhooks

kajabi = Kajabi()
contact = kajabi.contacts.get("1")

contact.name = "Al"  # error: "name"
contact.id = "2"  # error: "id"
contact.nickname = "Jo"  # error: "nickname"
contact.created_at = dt.datetime.now(dt.UTC)  # error: "created_at"
contact.tags = ()  # error: "tags"
contact.site.title = "Home"  # error: "title"
contact.extra["loyalty"] = 5  # error[mypy]: indexed assignment  # error[pyright]: __setitem__
contact.extra = {}  # error: "extra"
contact.custom_fields["custom_1"] = "blue"  # error[mypy]: indexed assignment  # error[pyright]: __setitem__
kajabi.customers.get("1").socials.twitter = "@jo"  # error: "twitter"
kajabi.contacts.list().items[0].email = "al@example.com"  # error: "email"
kajabi.contacts.list().items[0] = contact  # error[mypy]: indexed assignment  # error[pyright]: __setitem__
webhooks.parse(b"").id = "1"  # error: "id"

kajabi.contacts.create(name="Jo", created_at=dt.datetime.now(dt.UTC))  # error: "created_at"
kajabi.contacts.update("1", updated_at=dt.datetime.now(dt.UTC))  # error: "updated_at"
kajabi.contacts.update("1", id="2")  # error: "id"
Contact(name="Jo")  # error: "id"
