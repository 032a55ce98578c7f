"""What a course business does with the API, on our SDK: a program for type checkers. `user_client_output.py` does the same."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kajabi import Contact, Customer, Kajabi, KajabiError, NotFoundError, Offer, Order, Purchase, Transaction

PAGE = 100


@dataclass(frozen=True)
class Revenue:
    """What was sold, in cents by currency."""

    purchases: int
    cents: dict[str, int]


def connect() -> Kajabi:
    return Kajabi(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], timeout=20.0)


def site_id(kajabi: Kajabi, subdomain: str) -> str:
    for site in kajabi.sites.list(page_size=PAGE):
        if site.subdomain == subdomain:
            return site.id
    raise LookupError(subdomain)


def new_contacts(kajabi: Kajabi, site: str, days: int) -> Iterator[Contact]:
    yield from kajabi.contacts.list(filter={"site_id": site, "created_in_last": str(days)}, sort="-created_at", page_size=PAGE)


def find_contact(kajabi: Kajabi, site: str, email: str) -> Contact | None:
    for contact in kajabi.contacts.list(filter={"site_id": site, "email_contains": email}, page_size=PAGE):
        if contact.email.casefold() == email.casefold():
            return contact
    return None


def save_contact(kajabi: Kajabi, site: str, name: str, email: str) -> Contact:
    found = find_contact(kajabi, site, email)
    if found is None:
        return kajabi.contacts.create(name=name, email=email, site=site)
    return kajabi.contacts.update(found.id, name=name)


def contact_of(kajabi: Kajabi, id: str) -> Contact | None:
    try:
        return kajabi.contacts.get(id)
    except NotFoundError:
        return None


def address(contact: Contact) -> str:
    parts = (contact.address_line_1, contact.address_line_2, contact.address_city, contact.address_zip, contact.address_country)
    return ", ".join(part for part in parts if part)


def tag_contact(kajabi: Kajabi, site: str, contact: str, names: list[str]) -> int:
    known = {tag.name: tag.id for tag in kajabi.contact_tags.list(filter={"site_id": site}, page_size=PAGE)}
    tags = [known[name] for name in names if name in known]
    return len(kajabi.contacts.tags.add(contact, tags)) if tags else 0


def note(kajabi: Kajabi, contact: str, text: str) -> str:
    return kajabi.contact_notes.create(body=text, contact=contact).id


def notes(kajabi: Kajabi, contact: str) -> list[str]:
    return [item.body for item in kajabi.contact_notes.list(filter={"contact_id": contact}, page_size=PAGE)]


def offers_by_title(kajabi: Kajabi, site: str) -> dict[str, Offer]:
    return {offer.title: offer for offer in kajabi.offers.list(filter={"site_id": site}, page_size=PAGE)}


def price(offer: Offer) -> str:
    if offer.free:
        return "free"
    amount = f"{offer.price_in_cents / 100:.2f} {offer.currency}"
    return f"{amount}, a subscription" if offer.subscription else amount


def grant(kajabi: Kajabi, contact: str, offers: list[str]) -> list[str]:
    return [offer.id for offer in kajabi.contacts.offers.add(contact, offers, send_customer_welcome_email=False)]


def revoke(kajabi: Kajabi, contact: str, offers: list[str]) -> list[str]:
    return [offer.id for offer in kajabi.contacts.offers.remove(contact, offers)]


def customers(kajabi: Kajabi, site: str) -> Iterator[Customer]:
    yield from kajabi.customers.list(filter={"site_id": site}, sort="-created_at", page_size=PAGE)


def seldom_here(kajabi: Kajabi, site: str, since: dt.datetime) -> list[str]:
    return [customer.email for customer in customers(kajabi, site) if customer.last_request_at is None or customer.last_request_at < since]


def sign_ins(kajabi: Kajabi, site: str) -> int:
    return sum(customer.sign_in_count or 0 for customer in customers(kajabi, site))


def offers_of(kajabi: Kajabi, customer: str) -> list[str]:
    return [offer.id for offer in kajabi.customers.offers.list(customer)]


def purchases(kajabi: Kajabi, site: str, since: dt.datetime) -> Iterator[Purchase]:
    for purchase in kajabi.purchases.list(filter={"site_id": site}, sort="-created_at", page_size=PAGE):
        if purchase.created_at < since:
            return
        yield purchase


def revenue(kajabi: Kajabi, site: str, since: dt.datetime) -> Revenue:
    cents: Counter[str] = Counter()
    count = 0
    for purchase in purchases(kajabi, site, since):
        cents[purchase.currency] += purchase.amount_in_cents
        count += 1
    return Revenue(count, dict(cents))


def coupons(kajabi: Kajabi, site: str, since: dt.datetime) -> list[tuple[str, int]]:
    return Counter(purchase.coupon_code for purchase in purchases(kajabi, site, since) if purchase.coupon_code).most_common()


def end_purchase(kajabi: Kajabi, purchase: str) -> None:
    kajabi.purchases.cancel_subscription(purchase)
    kajabi.purchases.deactivate(purchase)


def undo_end(kajabi: Kajabi, purchase: str) -> None:
    kajabi.purchases.reactivate(purchase)


def orders(kajabi: Kajabi, site: str) -> Iterator[Order]:
    yield from kajabi.orders.list(filter={"site_id": site}, page_size=PAGE)


def failed(kajabi: Kajabi, site: str) -> list[Transaction]:
    listed = kajabi.transactions.list(filter={"site_id": site}, page_size=PAGE)
    return [transaction for transaction in listed if transaction.state == "failed"]


def course_titles(kajabi: Kajabi, site: str) -> list[str]:
    return [course.title for course in kajabi.courses.list(filter={"site_id": site}, page_size=PAGE)]


def product_titles(kajabi: Kajabi, site: str) -> list[str]:
    return [product.title for product in kajabi.products.list(filter={"site_id": site}, page_size=PAGE)]


def posts(kajabi: Kajabi) -> list[str]:
    return [post.title for post in kajabi.blog_posts.list(page_size=PAGE)]


def submissions(kajabi: Kajabi, site: str) -> dict[str, str]:
    listed = kajabi.form_submissions.list(filter={"site_id": site}, page_size=PAGE)
    return {submission.email: submission.name for submission in listed}


def hooks(kajabi: Kajabi) -> list[str]:
    return [hook.target_url for hook in kajabi.hooks.list(page_size=PAGE)]


def main() -> None:
    with connect() as kajabi:
        try:
            site = site_id(kajabi, os.environ["SITE"])
            month = dt.datetime.now(dt.UTC) - dt.timedelta(days=30)
            sold = revenue(kajabi, site, month)
            print(f"{sold.purchases} purchases", *(f"{cents / 100:.2f} {currency}" for currency, cents in sold.cents.items()))
            print("coupons:", *(f"{code} {count} times" for code, count in coupons(kajabi, site, month)))
            print("sign-ins:", sign_ins(kajabi, site), "absent:", *seldom_here(kajabi, site, month))
            contact = save_contact(kajabi, site, "Jo", "jo@example.com")
            print(address(contact), tag_contact(kajabi, site, contact.id, ["VIP"]), note(kajabi, contact.id, "Welcome"))
            wanted = [offer.id for title, offer in offers_by_title(kajabi, site).items() if title.startswith("Course")]
            print("granted:", *grant(kajabi, contact.id, wanted), "revoked:", *revoke(kajabi, contact.id, wanted[1:]))
            print("failed:", *(transaction.id for transaction in failed(kajabi, site)))
            print(*course_titles(kajabi, site), *product_titles(kajabi, site), *posts(kajabi), *hooks(kajabi))
        except KajabiError as error:
            print(error)


if __name__ == "__main__":
    main()
