"""`blog_posts`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import FilterValue, RequestOptions
from ..resources.blog_posts import BlogPost

if TYPE_CHECKING:
    from ..resources.blog_posts import BlogPostFieldName

BlogPostsListSort: TypeAlias = (
    Literal["title", "-title", "published_at", "-published_at"] | str
)


class BlogPostsListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    title_cont: FilterValue
    """Only entries with this text in the title, e.g. ?filter[title_cont]=welcome"""
    site_id: FilterValue
    """Used only in an example request of the API's document."""
    title_start: FilterValue
    """Used only in an example request of the API's document."""


class BlogPostsListFields(TypedDict, total=False):
    """Keys of `fields`."""

    blog_posts: Sequence[BlogPostFieldName] | str
    """Only the attributes named, such as fields[blog_posts]=title"""


class BlogPostsGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    blog_posts: Sequence[BlogPostFieldName] | str
    """Only the attributes named, such as fields[blog_posts]=title"""


class BlogPostsNamespace(Namespace):
    """`kajabi.blog_posts`."""

    def list(
        self,
        *,
        filter: BlogPostsListFilter | None = None,
        fields: BlogPostsListFields | None = None,
        sort: BlogPostsListSort | Sequence[BlogPostsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[BlogPost]:
        """Browse blog posts (`GET /v1/blog_posts`).

        Lists the blog posts that are accessible to the current user

        Args:
            sort: Order of the entries, use: title. A '-' in front sorts descending,
                e.g. &sort=-title
            page_size: How many documents
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            BlogPost,
            query={
                "filter": filter,
                "fields": fields,
                "sort": sort,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            options=options,
        )

    def get(
        self,
        id: str | int,
        *,
        fields: BlogPostsGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> BlogPost:
        """Fetch a blog post (`GET /v1/blog_posts/{id}`).

        Retrieves a single blog post with its details

        Args:
            id: BlogPost ID
        """
        return self._engine.one(
            _GET, BlogPost, path={"id": id}, query={"fields": fields}, options=options
        )


class AsyncBlogPostsNamespace(AsyncNamespace):
    """`kajabi.blog_posts` (await the calls)."""

    def list(
        self,
        *,
        filter: BlogPostsListFilter | None = None,
        fields: BlogPostsListFields | None = None,
        sort: BlogPostsListSort | Sequence[BlogPostsListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[BlogPost]:
        """Browse blog posts (`GET /v1/blog_posts`)."""
        return self._engine.many(
            _LIST,
            BlogPost,
            query={
                "filter": filter,
                "fields": fields,
                "sort": sort,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            concurrency=concurrency,
            options=options,
        )

    async def get(
        self,
        id: str | int,
        *,
        fields: BlogPostsGetFields | None = None,
        **options: Unpack[RequestOptions],
    ) -> BlogPost:
        """Fetch a blog post (`GET /v1/blog_posts/{id}`)."""
        return await self._engine.one(
            _GET, BlogPost, path={"id": id}, query={"fields": fields}, options=options
        )


_LIST = Operation(
    "GET",
    "/v1/blog_posts",
    query={
        "filter": Family("filter"),
        "fields": Family("fields"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation("GET", "/v1/blog_posts/{id}", query={"fields": Family("fields")})
