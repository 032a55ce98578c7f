"""What the run time is told of this API."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from ._settings import Settings
from ._version import API_VERSION, __version__

SETTINGS = Settings(
    name="kajabi",
    env_prefix="KAJABI",
    version=__version__,
    api_version=API_VERSION,
    base_url="https://api.kajabi.com",
    token_path="/v1/oauth/token",
    revoke_path="/v1/oauth/revoke",
    registry={
        "blog_posts": "blog_posts:BlogPost",
        "contact_notes": "contact_notes:ContactNote",
        "contact_tags": "contact_tags:ContactTag",
        "contacts": "contacts:Contact",
        "courses": "courses:Course",
        "custom_fields": "custom_fields:CustomField",
        "customers": "customers:Customer",
        "fields": "fields:Field",
        "form_submissions": "form_submissions:FormSubmission",
        "forms": "forms:Form",
        "hooks": "hooks:Hook",
        "kajabi_payments_payouts": "kajabi_payments_payouts:KajabiPaymentsPayout",
        "landing_pages": "landing_pages:LandingPage",
        "lessons": "lessons:Lesson",
        "me": "me:Me",
        "media": "media:Media",
        "modules": "modules:Module",
        "offers": "offers:Offer",
        "order_items": "order_items:OrderItem",
        "orders": "orders:Order",
        "podcasts": "podcasts:Podcast",
        "products": "products:Product",
        "purchases": "purchases:Purchase",
        "sites": "sites:Site",
        "transactions": "transactions:Transaction",
        "website_pages": "website_pages:WebsitePage",
    },
)
