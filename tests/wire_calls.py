"""Each operation of the 1.1.0 document as a Python call that gives every argument a value.

The values show where they arrive: a text is named after the parameter or member that it is for, every id is "7", every number 2, every
boolean True. So a value that lands in the wrong place is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

ID = "7"


def named(*names: str) -> dict[str, Any]:
    """Keys of `filter` or `fields`, each with its own name as its value."""
    return {name: name for name in names}


PAGE = {"page_number": 2, "page_size": 2}

PEOPLE = named(
    *("site_id", "search", "created_in_last", "not_created_in_last", "is_hidden", "joined_in_last", "active_in_last", "inactive_in_last"),
    *("name_contains", "email_contains", "phone_number_contains", "mobile_phone_number_contains", "address_line_1_contains"),
    *("address_line_2_contains", "address_city_contains", "address_state_contains", "address_country_contains", "address_zip_contains"),
    *("has_tag_id", "has_all_tag_id", "has_no_tag_id", "has_offer_id", "has_no_offer_id", "has_product_id", "has_active_product_id"),
    *("has_no_product_id", "previously_owned_product_id", "used_coupon_code", "submitted_form_id", "no_submitted_form_id"),
    *("registered_event_id", "not_registered_event_id", "completed_assessment_id", "passed_assessment_id", "failed_assessment_id"),
    *("net_revenue_equal_to", "net_revenue_greater_than", "net_revenue_less_than", "subscribed", "subscribed_in_last"),
    *("unsubscribed_in_last", "never_subscribed", "sent_email_broadcast_id", "no_sent_email_broadcast_id", "no_sent_email_broadcast_ids"),
    *("no_delivered_email_broadcast_id", "opened_email_broadcast_id", "no_opened_email_broadcast_id", "clicked_email_broadcast_id"),
    *("no_clicked_email_broadcast_id", "bounced_email_broadcast_id", "no_bounced_email_broadcast_id", "dropped_email_broadcast_id"),
    *("no_dropped_email_broadcast_id", "opened_email_in_last", "not_opened_email_in_last", "delivered_email_in_last"),
    *("not_delivered_email_in_last", "clicked_email_in_last", "not_clicked_email_in_last", "is_hard_bouncing", "bounced_in_last"),
    *("complained_in_last", "manually_unsubscribed_in_last", "opted_out_in_last", "healthy_contacts_with_open_data"),
    *("passive_contacts_with_open_data", "unengaged_contacts_with_open_data", "inactive_contacts_with_open_data"),
    *("subscribed_newsletter_id", "unsubscribed_newsletter_id", "subscribed_email_sequence_id", "not_subscribed_email_sequence_id"),
)
"""The filters that contacts and customers share."""

ANSWERS = named(
    *("name", "email", "phone_number", "business_number", "address_line_1", "address_line_2", "address_city", "address_state"),
    *("address_country", "address_zip", "custom_1", "custom_2", "custom_3"),
)
"""What a visitor fills into a form."""

CONTACT = {**ANSWERS, "external_user_id": "external_user_id", "subscribed": True}
"""The attributes of a contact that can be written."""

LOGIN = named("username", "password", "client_id", "client_secret", "grant_type", "scope", "refresh_token")

CALLS: dict[str, Callable[[Any], Any]] = {
    "GET /v1/blog_posts": lambda kajabi: kajabi.blog_posts.list(
        filter=named("title_cont"), fields=named("blog_posts"), sort="sort", **PAGE
    ),
    "GET /v1/blog_posts/{id}": lambda kajabi: kajabi.blog_posts.get(ID, fields=named("blog_posts")),
    "GET /v1/contact_notes": lambda kajabi: kajabi.contact_notes.list(filter=named("contact_id", "site_id"), sort="sort", **PAGE),
    "POST /v1/contact_notes": lambda kajabi: kajabi.contact_notes.create(body="body", contact=ID),
    "GET /v1/contact_notes/{id}": lambda kajabi: kajabi.contact_notes.get(ID, fields=named("contact_notes"), include="include"),
    "PATCH /v1/contact_notes/{id}": lambda kajabi: kajabi.contact_notes.update(ID, body="body"),
    "DELETE /v1/contact_notes/{id}": lambda kajabi: kajabi.contact_notes.delete(ID),
    "GET /v1/contact_tags": lambda kajabi: kajabi.contact_tags.list(
        filter=named("site_id", "name_cont"), fields=named("contact_tags"), sort="sort", **PAGE
    ),
    "GET /v1/contact_tags/{id}": lambda kajabi: kajabi.contact_tags.get(ID),
    "GET /v1/contacts": lambda kajabi: kajabi.contacts.list(filter=PEOPLE, fields=named("contacts"), sort="sort", **PAGE),
    "POST /v1/contacts": lambda kajabi: kajabi.contacts.create(**CONTACT, site=ID),
    "GET /v1/contacts/{id}": lambda kajabi: kajabi.contacts.get(ID, fields=named("contacts"), include="include"),
    "PATCH /v1/contacts/{id}": lambda kajabi: kajabi.contacts.update(ID, **CONTACT, tags=[ID]),
    "DELETE /v1/contacts/{id}": lambda kajabi: kajabi.contacts.delete(ID),
    "GET /v1/contacts/{contact_id}/relationships/offers": lambda kajabi: kajabi.contacts.offers.list(ID),
    "POST /v1/contacts/{contact_id}/relationships/offers": lambda kajabi: kajabi.contacts.offers.add(
        ID, [ID], send_customer_welcome_email=True
    ),
    "PATCH /v1/contacts/{contact_id}/relationships/offers": lambda kajabi: kajabi.contacts.offers.replace(ID, [ID]),
    "DELETE /v1/contacts/{contact_id}/relationships/offers": lambda kajabi: kajabi.contacts.offers.remove(ID, [ID]),
    "GET /v1/contacts/{contact_id}/relationships/tags": lambda kajabi: kajabi.contacts.tags.list(ID),
    "POST /v1/contacts/{contact_id}/relationships/tags": lambda kajabi: kajabi.contacts.tags.add(ID, [ID]),
    "PATCH /v1/contacts/{contact_id}/relationships/tags": lambda kajabi: kajabi.contacts.tags.replace(ID, [ID]),
    "DELETE /v1/contacts/{contact_id}/relationships/tags": lambda kajabi: kajabi.contacts.tags.remove(ID, [ID]),
    "GET /v1/courses": lambda kajabi: kajabi.courses.list(
        filter=named("site_id", "title_cont", "description_cont", "publish_status_eq"), fields=named("courses"), sort="sort", **PAGE
    ),
    "GET /v1/courses/{id}": lambda kajabi: kajabi.courses.get(ID, include="include"),
    "GET /v1/custom_fields": lambda kajabi: kajabi.custom_fields.list(
        filter=named("site_id", "title_cont", "type_eq", "required_eq"), fields=named("custom_fields"), sort="sort", **PAGE
    ),
    "GET /v1/custom_fields/{id}": lambda kajabi: kajabi.custom_fields.get(ID, fields=named("custom_fields")),
    "GET /v1/customers": lambda kajabi: kajabi.customers.list(filter=PEOPLE, fields=named("customers"), sort="sort", **PAGE),
    "GET /v1/customers/{id}": lambda kajabi: kajabi.customers.get(
        ID,
        filter={
            **named("products_search", "offers_search"),
            "products_page": 2,
            "products_per": 2,
            "offers_page": 2,
            "offers_per": 2,
        },
        fields=named("customers"),
        include="include",
    ),
    "GET /v1/customers/{customer_id}/relationships/offers": lambda kajabi: kajabi.customers.offers.list(ID),
    "POST /v1/customers/{customer_id}/relationships/offers": lambda kajabi: kajabi.customers.offers.add(ID, [ID]),
    "PATCH /v1/customers/{customer_id}/relationships/offers": lambda kajabi: kajabi.customers.offers.replace(ID, [ID]),
    "DELETE /v1/customers/{customer_id}/relationships/offers": lambda kajabi: kajabi.customers.offers.remove(ID, [ID]),
    "GET /v1/form_submissions": lambda kajabi: kajabi.form_submissions.list(filter=named("site_id", "form_id"), sort="sort", **PAGE),
    "GET /v1/form_submissions/{id}": lambda kajabi: kajabi.form_submissions.get(ID, include="include"),
    "GET /v1/forms": lambda kajabi: kajabi.forms.list(filter=named("site_id", "title_cont"), fields=named("forms"), sort="sort", **PAGE),
    "GET /v1/forms/{id}": lambda kajabi: kajabi.forms.get(ID, fields=named("forms"), include="include"),
    "POST /v1/forms/{id}/submit": lambda kajabi: kajabi.forms.submit(ID, **ANSWERS),
    "GET /v1/hooks": lambda kajabi: kajabi.hooks.list(filter=named("event_eq"), **PAGE),
    "POST /v1/hooks": lambda kajabi: kajabi.hooks.create(event="purchase", target_url="target_url", resource_id=2, site=ID),
    "GET /v1/hooks/{id}": lambda kajabi: kajabi.hooks.get(ID),
    "DELETE /v1/hooks/{id}": lambda kajabi: kajabi.hooks.delete(ID),
    "GET /v1/hooks/form_submission_sample": lambda kajabi: kajabi.hooks.form_submission_sample(),
    "GET /v1/hooks/order_created_sample": lambda kajabi: kajabi.hooks.order_created_sample(),
    "GET /v1/hooks/payment_succeeded_sample": lambda kajabi: kajabi.hooks.payment_succeeded_sample(),
    "GET /v1/hooks/purchase_sample": lambda kajabi: kajabi.hooks.purchase_sample(),
    "GET /v1/hooks/tag_added_sample": lambda kajabi: kajabi.hooks.tag_added_sample(),
    "GET /v1/hooks/tag_removed_sample": lambda kajabi: kajabi.hooks.tag_removed_sample(),
    "GET /v1/kajabi_payments_payouts": lambda kajabi: kajabi.kajabi_payments_payouts.list(
        filter=named("site_id", "status", "start_date", "end_date"), page_number=2
    ),
    "GET /v1/kajabi_payments_payouts/{id}": lambda kajabi: kajabi.kajabi_payments_payouts.get(ID, filter=named("site_id")),
    "GET /v1/landing_pages": lambda kajabi: kajabi.landing_pages.list(
        filter=named("title_cont", "published"), fields=named("landing_pages"), sort="sort", **PAGE
    ),
    "GET /v1/landing_pages/{id}": lambda kajabi: kajabi.landing_pages.get(ID, fields=named("landing_pages")),
    "GET /v1/me": lambda kajabi: kajabi.me.get(),
    "POST /v1/oauth/revoke": lambda kajabi: kajabi.oauth.revoke(token="token"),
    "POST /v1/oauth/token": lambda kajabi: kajabi.oauth.token(**LOGIN),
    "GET /v1/offers": lambda kajabi: kajabi.offers.list(
        filter=named("site_id", "title_cont", "description_cont"), fields=named("offers"), sort="sort", **PAGE
    ),
    "GET /v1/offers/{id}": lambda kajabi: kajabi.offers.get(ID, fields=named("offers"), include="include"),
    "GET /v1/offers/{offer_id}/relationships/products": lambda kajabi: kajabi.offers.products.list(ID),
    "GET /v1/order_items": lambda kajabi: kajabi.order_items.list(
        filter={**named("site_id", "item_type_eq", "item_id_eq"), "fulfilled_at_null": True},
        fields=named("order_items"),
        sort="sort",
        **PAGE,
    ),
    "GET /v1/order_items/{id}": lambda kajabi: kajabi.order_items.get(ID, fields=named("order_items"), include="include"),
    "GET /v1/orders": lambda kajabi: kajabi.orders.list(
        filter={**named("site_id", "customer_id", "order_number_eq"), "fulfilled_at_null": True},
        fields=named("orders"),
        sort="sort",
        **PAGE,
    ),
    "GET /v1/orders/{id}": lambda kajabi: kajabi.orders.get(ID, fields=named("orders"), include="include"),
    "GET /v1/podcasts": lambda kajabi: kajabi.podcasts.list(
        filter=named("site_id", "title_eq", "title_cont", "status_eq", "show_type_eq"), fields=named("podcasts"), sort="sort", **PAGE
    ),
    "GET /v1/podcasts/{id}": lambda kajabi: kajabi.podcasts.get(ID),
    "GET /v1/products": lambda kajabi: kajabi.products.list(
        filter={
            **named("site_id", "title_cont", "description_cont", "status_eq"),
            "exclude_product_types": ["exclude_product_types", "second"],
        },
        fields=named("products"),
        sort="sort",
        **PAGE,
    ),
    "GET /v1/products/{id}": lambda kajabi: kajabi.products.get(ID, fields=named("products")),
    "GET /v1/purchases": lambda kajabi: kajabi.purchases.list(
        filter={**named("referrer", "coupon_code_eq", "site_id", "customer_id"), "active": True, "deactivated": True},
        fields=named("purchases"),
        sort="sort",
        **PAGE,
    ),
    "GET /v1/purchases/{id}": lambda kajabi: kajabi.purchases.get(ID, fields=named("purchases")),
    "POST /v1/purchases/{id}/cancel_subscription": lambda kajabi: kajabi.purchases.cancel_subscription(ID),
    "POST /v1/purchases/{id}/deactivate": lambda kajabi: kajabi.purchases.deactivate(ID),
    "POST /v1/purchases/{id}/reactivate": lambda kajabi: kajabi.purchases.reactivate(ID),
    "GET /v1/sites": lambda kajabi: kajabi.sites.list(
        filter=named("title_cont", "subdomain_cont"), fields=named("sites"), sort="sort", **PAGE
    ),
    "GET /v1/sites/{id}": lambda kajabi: kajabi.sites.get(ID, fields=named("sites")),
    "GET /v1/transactions": lambda kajabi: kajabi.transactions.list(
        filter=named("site_id", "customer_id", "name_or_email", "start_date", "end_date"), fields=named("transactions"), **PAGE
    ),
    "GET /v1/transactions/{id}": lambda kajabi: kajabi.transactions.get(ID, fields=named("transactions"), include="include"),
    "GET /v1/version": lambda kajabi: kajabi.version.get(),
    "GET /v1/website_pages": lambda kajabi: kajabi.website_pages.list(fields=named("website_pages"), sort="sort", **PAGE),
    "GET /v1/website_pages/{id}": lambda kajabi: kajabi.website_pages.get(ID, fields=named("website_pages")),
}
