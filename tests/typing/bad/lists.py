"""Lists refuse what the operation does not take."""

from kajabi import Kajabi

kajabi = Kajabi()

kajabi.contacts.list(filter={"colour": "blue"})  # error: ContactsListFilter
kajabi.contacts.list(filter={"site_id": None})  # error: ContactsListFilter
kajabi.contacts.list(filter={"site_id": ["1", "2"]})  # error: ContactsListFilter
kajabi.contacts.list(filter="site_id=1")  # error: "filter"
kajabi.purchases.list(filter={"active": "maybe"})  # error: PurchasesListFilter
kajabi.kajabi_payments_payouts.list()  # error: "filter"
kajabi.kajabi_payments_payouts.list(filter={"status": "paid"})  # error: "site_id"
kajabi.kajabi_payments_payouts.get("1", filter=None)  # error: "filter"

kajabi.contacts.list(fields={"contact": ["name"]})  # error: ContactsListFields
kajabi.contacts.list(fields={"contacts": 5})  # error: ContactsListFields
kajabi.contacts.list(fields={"contacts": ["name", 5]})  # error: ContactsListFields
kajabi.contacts.list(sort=5)  # error: "sort"
kajabi.contacts.get("1", include=["offers", None])  # error: None
kajabi.contacts.list(include=["offers"])  # error: "include"

kajabi.contacts.list(page_size="100")  # error: "page_size"
kajabi.contacts.list(page_number=2.0)  # error: "page_number"
kajabi.contacts.list(limit="all")  # error: "limit"
kajabi.contacts.list(concurrency=4)  # error: "concurrency"
kajabi.contacts.list({"site_id": "1"})  # error: positional
kajabi.contacts.list(timeout="5 s")  # error: "timeout"
kajabi.contacts.list().items.append(kajabi.contacts.get("1"))  # error: "append"
print(kajabi.contacts.list().total)  # error: "total"
