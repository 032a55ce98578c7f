"""What `user_kajabi.py` does, on what openapi-python-client emits. Nothing walks pages, and any part may be missing."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kajabi_api_v1_client import AuthenticatedClient
from kajabi_api_v1_client import models as m
from kajabi_api_v1_client.api.blog_posts import get_v1_blog_posts
from kajabi_api_v1_client.api.contact_notes import get_v1_contact_notes, post_v1_contact_notes
from kajabi_api_v1_client.api.contact_tags import get_v1_contact_tags
from kajabi_api_v1_client.api.contacts import (
    delete_v1_contacts_contact_id_relationships_offers,
    get_v1_contacts,
    get_v1_contacts_id,
    patch_v1_contacts_id,
    post_v1_contacts,
    post_v1_contacts_contact_id_relationships_offers,
    post_v1_contacts_contact_id_relationships_tags,
)
from kajabi_api_v1_client.api.courses import get_v1_courses
from kajabi_api_v1_client.api.customers import get_v1_customers, get_v1_customers_customer_id_relationships_offers
from kajabi_api_v1_client.api.forms import get_v1_form_submissions
from kajabi_api_v1_client.api.offers import get_v1_offers
from kajabi_api_v1_client.api.orders import get_v1_orders
from kajabi_api_v1_client.api.products import get_v1_products
from kajabi_api_v1_client.api.purchases import (
    get_v1_purchases,
    post_v1_purchases_id_cancel_subscription,
    post_v1_purchases_id_deactivate,
    post_v1_purchases_id_reactivate,
)
from kajabi_api_v1_client.api.sites import get_v1_sites
from kajabi_api_v1_client.api.transactions import get_v1_transactions
from kajabi_api_v1_client.api.webhooks import get_v1_hooks
from kajabi_api_v1_client.types import Unset

PAGE = 100
T = TypeVar("T")


@dataclass(frozen=True)
class Revenue:
    """What was sold, in cents by currency."""

    purchases: int
    cents: dict[str, int]


def connect() -> AuthenticatedClient:
    return AuthenticatedClient(base_url="https://api.kajabi.com", token=os.environ["TOKEN"], raise_on_unexpected_status=True)


def walk(fetch: Callable[[int], list[T]]) -> Iterator[T]:
    """All items of a list, page by page."""
    number = 1
    while items := fetch(number):
        yield from items
        if len(items) < PAGE:
            return
        number += 1


def some(value: T | Unset | None) -> T:
    """What has to be there."""
    if value is None or isinstance(value, Unset):
        raise LookupError("missing")
    return value


def site_id(client: AuthenticatedClient, subdomain: str) -> str:
    def fetch(number: int) -> list[m.SitesIndexResponseDataItem]:
        page = get_v1_sites.sync(client=client, pagenumber=number, pagesize=PAGE)
        return some(page.data) if isinstance(page, m.SitesIndexResponse) else []

    for site in walk(fetch):
        if some(site.attributes).subdomain == subdomain:
            return some(site.id)
    raise LookupError(subdomain)


def new_contacts(client: AuthenticatedClient, site: str, days: int) -> Iterator[m.ContactsIndexResponseDataItem]:
    def fetch(number: int) -> list[m.ContactsIndexResponseDataItem]:
        page = get_v1_contacts.sync(
            client=client, filtersite_id=site, filtercreated_in_last=str(days), sort="-created_at", pagenumber=number, pagesize=PAGE
        )
        return some(page.data) if isinstance(page, m.ContactsIndexResponse) else []

    yield from walk(fetch)


def find_contact(client: AuthenticatedClient, site: str, email: str) -> m.ContactsIndexResponseDataItem | None:
    page = get_v1_contacts.sync(client=client, filtersite_id=site, filteremail_contains=email, pagesize=PAGE)
    for contact in some(page.data) if isinstance(page, m.ContactsIndexResponse) else []:
        if some(some(contact.attributes).email).casefold() == email.casefold():
            return contact
    return None


def save_contact(client: AuthenticatedClient, site: str, name: str, email: str) -> m.ContactsShowResponseData:
    found = find_contact(client, site, email)
    if found is None:
        where = m.PostV1ContactsBodyDataRelationshipsSite(m.PostV1ContactsBodyDataRelationshipsSiteData(site, "sites"))
        data = m.PostV1ContactsBodyData(
            "contacts", m.ContactsAttributes(name=name, email=email), m.PostV1ContactsBodyDataRelationships(where)
        )
        reply = post_v1_contacts.sync(client=client, body=m.PostV1ContactsBody(data))
    else:
        change = m.PatchV1ContactsIdBodyData(some(found.id), "contacts", m.ContactsAttributes(name=name))
        reply = patch_v1_contacts_id.sync(some(found.id), client=client, body=m.PatchV1ContactsIdBody(change))
    if not isinstance(reply, m.ContactsShowResponse):
        raise LookupError(email)
    return some(reply.data)


def contact_of(client: AuthenticatedClient, id: str) -> m.ContactsShowResponseData | None:
    reply = get_v1_contacts_id.sync(id, client=client)
    return some(reply.data) if isinstance(reply, m.ContactsShowResponse) else None


def address(contact: m.ContactsShowResponseData) -> str:
    given = some(contact.attributes)
    parts = (given.address_line_1, given.address_line_2, given.address_city, given.address_zip, given.address_country)
    return ", ".join(part for part in parts if part)


def tag_contact(client: AuthenticatedClient, site: str, contact: str, names: list[str]) -> int:
    page = get_v1_contact_tags.sync(client=client, filtersite_id=site, pagesize=PAGE)
    listed = some(page.data) if isinstance(page, m.ContactTagsIndexResponse) else []
    known = {some(tag.attributes).name: some(tag.id) for tag in listed}
    tags = [m.ResourceIdentifier(known[name], "contact_tags") for name in names if name in known]
    body = m.PostV1ContactsContactIdRelationshipsTagsBody(tags)
    reply = post_v1_contacts_contact_id_relationships_tags.sync(contact, client=client, body=body)
    return len(some(reply.data)) if isinstance(reply, m.ContactsRelationshipsTagsResponse) else 0


def note(client: AuthenticatedClient, contact: str, text: str) -> str:
    to = m.ContactNotesCreateRequestDataRelationshipsContact(m.ResourceIdentifier(contact, "contacts"))
    data = m.ContactNotesCreateRequestData(
        m.ContactNotesCreateRequestDataType.CONTACT_NOTES,
        m.ContactNotesCreateRequestDataAttributes(text),
        m.ContactNotesCreateRequestDataRelationships(to),
    )
    reply = post_v1_contact_notes.sync(client=client, body=m.ContactNotesCreateRequest(data))
    return some(some(reply.data).id) if isinstance(reply, m.ContactNotesShowResponse) else ""


def notes(client: AuthenticatedClient, contact: str) -> list[str]:
    page = get_v1_contact_notes.sync(client=client, filtercontact_id=contact, pagesize=PAGE)
    return [some(some(item.attributes).body) for item in some(page.data)] if isinstance(page, m.ContactNotesIndexResponse) else []


def offers_by_title(client: AuthenticatedClient, site: str) -> dict[str, m.OffersIndexResponseDataItem]:
    page = get_v1_offers.sync(client=client, filtersite_id=site, pagesize=PAGE)
    return {some(offer.attributes).title: offer for offer in some(page.data)} if isinstance(page, m.OffersIndexResponse) else {}


def price(offer: m.OffersIndexResponseDataItem) -> str:
    given = some(offer.attributes)
    if given.free:
        return "free"
    amount = f"{some(given.price_in_cents) / 100:.2f} {some(given.currency)}"
    return f"{amount}, a subscription" if given.subscription else amount


def grant(client: AuthenticatedClient, contact: str, offers: list[str]) -> list[str]:
    body = m.PostV1ContactsContactIdRelationshipsOffersBody(
        [m.ResourceIdentifier(offer, "offers") for offer in offers], m.PostV1ContactsContactIdRelationshipsOffersBodyMeta(False)
    )
    reply = post_v1_contacts_contact_id_relationships_offers.sync(contact, client=client, body=body)
    return [offer.id for offer in some(reply.data)] if isinstance(reply, m.ContactsRelationshipsTagsResponse) else []


def revoke(client: AuthenticatedClient, contact: str, offers: list[str]) -> list[str]:
    body = m.DeleteV1ContactsContactIdRelationshipsOffersBody([m.ResourceIdentifier(offer, "offers") for offer in offers])
    reply = delete_v1_contacts_contact_id_relationships_offers.sync(contact, client=client, body=body)
    return [offer.id for offer in some(reply.data)] if isinstance(reply, m.ContactsRelationshipsTagsResponse) else []


def customers(client: AuthenticatedClient, site: str) -> Iterator[m.CustomersAttributes]:
    def fetch(number: int) -> list[m.CustomersIndexResponseDataItem]:
        page = get_v1_customers.sync(client=client, filtersite_id=site, sort="-created_at", pagenumber=number, pagesize=PAGE)
        return some(page.data) if isinstance(page, m.CustomersIndexResponse) else []

    yield from (some(customer.attributes) for customer in walk(fetch))


def seldom_here(client: AuthenticatedClient, site: str, since: dt.datetime) -> list[str]:
    return [
        some(customer.email)
        for customer in customers(client, site)
        if not customer.last_request_at or dt.datetime.fromisoformat(customer.last_request_at) < since
    ]


def sign_ins(client: AuthenticatedClient, site: str) -> int:
    return sum(customer.sign_in_count or 0 for customer in customers(client, site))


def offers_of(client: AuthenticatedClient, customer: str) -> list[str]:
    bought = get_v1_customers_customer_id_relationships_offers.sync(customer, client=client)
    return [offer.id for offer in some(bought.data)] if isinstance(bought, m.CustomersRelationshipsOffersResponse) else []


def purchases(client: AuthenticatedClient, site: str, since: dt.datetime) -> Iterator[m.PurchasesAttributes]:
    def fetch(number: int) -> list[m.PurchasesIndexResponseDataItem]:
        page = get_v1_purchases.sync(client=client, filtersite_id=site, sort="-created_at", pagenumber=number, pagesize=PAGE)
        return some(page.data) if isinstance(page, m.PurchasesIndexResponse) else []

    for purchase in walk(fetch):
        given = some(purchase.attributes)
        if some(given.created_at) < since:
            return
        yield given


def revenue(client: AuthenticatedClient, site: str, since: dt.datetime) -> Revenue:
    cents: Counter[str] = Counter()
    count = 0
    for purchase in purchases(client, site, since):
        cents[some(purchase.currency)] += some(purchase.amount_in_cents)
        count += 1
    return Revenue(count, dict(cents))


def coupons(client: AuthenticatedClient, site: str, since: dt.datetime) -> list[tuple[str, int]]:
    return Counter(purchase.coupon_code for purchase in purchases(client, site, since) if purchase.coupon_code).most_common()


def end_purchase(client: AuthenticatedClient, purchase: str) -> None:
    post_v1_purchases_id_cancel_subscription.sync(purchase, client=client)
    post_v1_purchases_id_deactivate.sync(purchase, client=client)


def undo_end(client: AuthenticatedClient, purchase: str) -> None:
    post_v1_purchases_id_reactivate.sync(purchase, client=client)


def orders(client: AuthenticatedClient, site: str) -> Iterator[m.OrdersIndexResponseDataItem]:
    def fetch(number: int) -> list[m.OrdersIndexResponseDataItem]:
        page = get_v1_orders.sync(client=client, filtersite_id=site, pagenumber=number, pagesize=PAGE)
        return some(page.data) if isinstance(page, m.OrdersIndexResponse) else []

    yield from walk(fetch)


def failed(client: AuthenticatedClient, site: str) -> list[m.TransactionsIndexResponseDataItem]:
    page = get_v1_transactions.sync(client=client, filtersite_id=site, pagesize=PAGE)
    listed = some(page.data) if isinstance(page, m.TransactionsIndexResponse) else []
    return [transaction for transaction in listed if some(transaction.attributes).state == "failed"]


def course_titles(client: AuthenticatedClient, site: str) -> list[str]:
    page = get_v1_courses.sync(client=client, filtersite_id=site, pagesize=PAGE)
    return [some(course.attributes).title for course in some(page.data)] if isinstance(page, m.CoursesIndexResponse) else []


def product_titles(client: AuthenticatedClient, site: str) -> list[str]:
    page = get_v1_products.sync(client=client, filtersite_id=site, pagesize=PAGE)
    return [some(product.attributes).title for product in some(page.data)] if isinstance(page, m.ProductsIndexResponse) else []


def posts(client: AuthenticatedClient) -> list[str]:
    page = get_v1_blog_posts.sync(client=client, pagesize=PAGE)
    return [some(some(post.attributes).title) for post in some(page.data)] if isinstance(page, m.BlogPostsIndexResponse) else []


def submissions(client: AuthenticatedClient, site: str) -> dict[str, str]:
    page = get_v1_form_submissions.sync(client=client, filtersite_id=site, pagesize=PAGE)
    listed = some(page.data) if isinstance(page, m.FormSubmissionsIndexResponse) else []
    return {some(some(item.attributes).email): some(some(item.attributes).name) for item in listed}


def hooks(client: AuthenticatedClient) -> list[str]:
    page = get_v1_hooks.sync(client=client, pagesize=PAGE)
    return [some(hook.attributes).target_url for hook in some(page.data)] if isinstance(page, m.HooksIndexResponse) else []


def main() -> None:
    with connect() as client:
        try:
            site = site_id(client, os.environ["SITE"])
            month = dt.datetime.now(dt.UTC) - dt.timedelta(days=30)
            sold = revenue(client, site, month)
            print(f"{sold.purchases} purchases", *(f"{cents / 100:.2f} {currency}" for currency, cents in sold.cents.items()))
            print("coupons:", *(f"{code} {count} times" for code, count in coupons(client, site, month)))
            print("sign-ins:", sign_ins(client, site), "absent:", *seldom_here(client, site, month))
            contact = save_contact(client, site, "Jo", "jo@example.com")
            id = some(contact.id)
            print(address(contact), tag_contact(client, site, id, ["VIP"]), note(client, id, "Welcome"))
            wanted = [some(offer.id) for title, offer in offers_by_title(client, site).items() if title.startswith("Course")]
            print("granted:", *grant(client, id, wanted), "revoked:", *revoke(client, id, wanted[1:]))
            print("failed:", *(some(transaction.id) for transaction in failed(client, site)))
            print(*course_titles(client, site), *product_titles(client, site), *posts(client), *hooks(client))
        except LookupError as error:
            print(error)


if __name__ == "__main__":
    main()
