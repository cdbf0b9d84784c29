#include "mail/link.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct link_list read_part(struct arena *arena, enum mime_kind kind, struct slice text)
{
    struct mime_part part = {.kind = kind, .text = text};
    struct mime_message message = {0};
    struct link_list list;

    *array_push(arena, &message.parts) = part;
    link_read(&message, arena, &list);
    return list;
}

/* The link; ${text} NULL = whatever is shown for it. */
static const struct link *find(const struct link_list *list, enum link_kind kind, struct slice href,
                               const char *text)
{
    for (size_t i = 0; i < list->links.len; i++) {
        const struct link *link = &list->links.at[i];

        if (link->kind == kind && slice_eq(link->href, href) &&
            (!text || slice_eq(link->text, slice_of(text))))
            return link;
    }
    return NULL;
}

static void print_list(const struct link_list *list)
{
    for (size_t i = 0; i < list->links.len; i++)
        print_error("  found kind %d href \"%.*s\" text \"%.*s\"\n", list->links.at[i].kind,
                    SLICE_ARG(list->links.at[i].href), SLICE_ARG(list->links.at[i].text));
}

/* ---- what a browser follows ---- */

struct html_case {
    const char *html;
    enum link_kind kind;
    const char *href, *text;
};

#define E "https://e.example/"

static const struct html_case html_cases[] = {
    /* attributes */
    {"<a href=\"" E "\">x</a>", LINK_ANCHOR, E, "x"},
    {"<a href='" E "'>x</a>", LINK_ANCHOR, E, "x"},
    {"<a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<A HREF=" E ">x</A>", LINK_ANCHOR, E, "x"},
    {"<a/href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a\nhref\n=\n\"" E "\"\n>x</a>", LINK_ANCHOR, E, "x"},
    {"<a\fhref=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a\rhref=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a title=\"y\"href=\"" E "\"class=z>x</a>", LINK_ANCHOR, E, "x"},
    {"<a title='>'href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a / / href=" E " / >x</a>", LINK_ANCHOR, E, "x"},
    {"<a =x href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a \"x\" href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a x=\"y\"\"z\" href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a href=" E " href=https://second.example/>x</a>", LINK_ANCHOR, E, "x"},
    {"<a href=\"" E "", LINK_ANCHOR, E, ""},
    {"<a href=\"" E "\"", LINK_ANCHOR, E, ""},
    {"<a href=\" " E "\n\">x</a>", LINK_ANCHOR, E, "x"},
    {"<a href=\"https://e.exa\n\tmple/\">x</a>", LINK_ANCHOR, E, "x"},
    {"<<a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<3 <a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"</ ><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<a<b href=" E ">x</a<b>", LINK_ANCHOR, E, "x"},
    {"<1a><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"</a href=https://no.example/><a href=" E ">x</a href=z>", LINK_ANCHOR, E, "x"},
    /* character references */
    {"<a href=\"https&colon;&sol;&sol;e&period;example&sol;\">x</a>", LINK_ANCHOR, E, "x"},
    {"<a href=\"&#104;ttps&#58//e&#x2e;example/\">x</a>", LINK_ANCHOR, E, "x"},
    {"<a href=\"ht&Tab;tps:&NewLine;//e.example/\">x</a>", LINK_ANCHOR, E, "x"},
    {"<a href=\"" E "?a=1&amp;b=2\">x</a>", LINK_ANCHOR, E "?a=1&b=2", "x"},
    {"<a href=\"" E "?a=1&copy=2\">x</a>", LINK_ANCHOR, E "?a=1&copy=2", "x"},
    {"<a href=\"" E "?a=1&copy\">x</a>", LINK_ANCHOR, E "?a=1\xc2\xa9", "x"},
    {"<a href=\"" E "?a=1&copyx\">x</a>", LINK_ANCHOR, E "?a=1&copyx", "x"},
    {"<a href=\"" E "?a=1&copy;x\">x</a>", LINK_ANCHOR, E "?a=1\xc2\xa9x", "x"},
    {"<a href=\"" E "?&#x80;&#0;&#xD800;&#x110000;\">x</a>", LINK_ANCHOR,
     E "?\xe2\x82\xac\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", "x"},
    {"<a href=\"" E "\">&lt;b&gt; &notit; &hearts</a>", LINK_ANCHOR, E, "<b> \xc2\xacit; &hearts"},
    /* comments */
    {"<!--><a href=" E ">x</a>-->", LINK_ANCHOR, E, "x"},
    {"<!---><a href=" E ">x</a>-->", LINK_ANCHOR, E, "x"},
    {"<!-- --!><a href=" E ">x</a>-->", LINK_ANCHOR, E, "x"},
    {"<!-- -- > --><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<!- --><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<?php > <a href=" E ">x</a> ?>", LINK_ANCHOR, E, "x"},
    {"<!DOCTYPE html \"><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<![CDATA[ > <a href=" E ">x</a> ]]>", LINK_ANCHOR, E, "x"},
    {"<svg><![CDATA[ > <!-- ]]><a href=" E ">x</a></svg>", LINK_ANCHOR, E, "x"},
    {"<!--[if mso]><a href=" E ">x</a><![endif]-->", LINK_ANCHOR, E, "x"},
    {"<!-- [if gte mso 9]><v:rect href=\"" E "\"><p>x</p></v:rect><![endif]-->", LINK_ANCHOR, E,
     "x"},
    {"<!--[if !mso]><!--><a href=" E ">x</a><!--<![endif]-->", LINK_ANCHOR, E, "x"},
    {"<![if !mso]><a href=" E ">x</a><![endif]>", LINK_ANCHOR, E, "x"},
    /* raw text */
    {"<title></titlex><!-- </title><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<textarea><!-- </textarea><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<style><!-- </style ><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<script>\"<!--\"</script/><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<script><!--<script></script><style></script><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<noscript><a href=" E ">x</a></noscript>", LINK_ANCHOR, E, "x"},
    {"<noscript><!-- </noscript><a href=" E ">x</a> -->", LINK_ANCHOR, E, "x"},
    {"<svg><style><a href=" E ">x</a></style></svg>", LINK_ANCHOR, E, "x"},
    {"<svg><title><a href=" E ">x</a></title></svg>", LINK_ANCHOR, E, "x"},
    {"<math><mtext><style><!--</style><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<select><xmp></select><style><!-- </style><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<svg><title><svg/><style><!-- </style><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<svg><math><mi><style><a href=" E ">x</a></style>", LINK_ANCHOR, E, "x"},
    {"<select><xmp></select><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<svg><p><style><!--</style><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    {"<template><a href=" E ">x</a></template>", LINK_ANCHOR, E, ""},
    {"<plaintext><a href=" E ">x</a>", LINK_ANCHOR, E, "x"},
    /* other elements */
    {"<svg><a xlink:href=\"" E "\"><text>x</text></a></svg>", LINK_ANCHOR, E, "x"},
    {"<math href=\"" E "\"><mi>x</mi></math>", LINK_ANCHOR, E, "x"},
    {"<map><area href=\"" E "\" alt=x></map>", LINK_ANCHOR, E, "x"},
    {"<form action=\"" E "\"><input value=x></form>", LINK_FORM, E, "x"},
    {"<form><button formaction=\"" E "\">x</button></form>", LINK_FORM, E, "x"},
    {"<form><input type=submit formaction=\"" E "\" value=x></form>", LINK_FORM, E, "x"},
    {"<form><input type=image src=i formaction=\"" E "\"></form>", LINK_FORM, E, ""},
    {"<meta http-equiv=refresh content=\"0;url=" E "\">", LINK_META, E, ""},
    {"<meta http-equiv=\" Refresh \" content=\" 5 , URL = '" E "' x\">", LINK_META, E, ""},
    {"<meta http-equiv=refresh content=\"0 " E "\">", LINK_META, E, ""},
    {"<meta http-equiv=refresh content='.5;\"" E "\"'>", LINK_META, E, ""},
    {"<meta http-equiv=refresh content=\"url=" E "\">", LINK_META, E, ""},
    {"<iframe src=\"" E "\"></iframe>", LINK_META, E, ""},
    {"<iframe srcdoc=\"&lt;a href=" E "&gt;x&lt;/a>\"></iframe>", LINK_ANCHOR, E, "x"},
    {"<frameset><frame src=\"" E "\"></frameset>", LINK_META, E, ""},
    {"<object data=\"" E "\"></object>", LINK_META, E, ""},
    {"<embed src=\"" E "\">", LINK_META, E, ""},
    {"<img src=\"" E "\" alt=\" x \">", LINK_IMAGE, E, "x"},
    {"<image src=\"" E "\">", LINK_IMAGE, E, ""},
    {"<img srcset=\"a.png 1x, " E " 2x\">", LINK_IMAGE, E, ""},
    {"<img srcset=\"" E ", b.png 2x\">", LINK_IMAGE, E, ""},
    {"<svg><image xlink:href=\"" E "\"/></svg>", LINK_IMAGE, E, ""},
    {"<body background=\"" E "\">", LINK_IMAGE, E, ""},
    {"<td style=\"color:red;BACKGROUND:#fff URL( '" E "' )\">", LINK_IMAGE, E, ""},
    {"<td style=\"back\\67round:\\75 rl(" E ")\">", LINK_IMAGE, E, ""},
    {"<style>a { b: url(\"" E "\") }</style>", LINK_IMAGE, E, ""},
    {"<style>@import '" E "';</style>", LINK_IMAGE, E, ""},
    {"<link rel=stylesheet href=\"" E "\">", LINK_IMAGE, E, ""},
    {"<a href=# ping=\"" E "\">x</a>", LINK_IMAGE, E, ""},
    {"<video poster=\"" E "\"></video>", LINK_IMAGE, E, ""},
    /* base */
    {"<base href=\"https://e.example/a/b?c\"><a href=d>x</a>", LINK_ANCHOR, E "a/d", "x"},
    {"<a href=d>x</a><base href=\"" E "\">", LINK_ANCHOR, E "d", "x"},
    {"<base target=x><base href=\"" E "\"><base href=\"https://f.example/\"><a href=d>x</a>",
     LINK_ANCHOR, E "d", "x"},
    {"<base href=\"" E "\"><a href=//f.example/>x</a>", LINK_ANCHOR, "https://f.example/", "x"},
    /* addresses that are no links are kept */
    {"<a href=\"mailto:a@e.example\">x</a>", LINK_ANCHOR, "mailto:a@e.example", "x"},
    {"<a href=\"tel:+81000\">x</a>", LINK_ANCHOR, "tel:+81000", "x"},
    {"<a href=\"#top\">x</a>", LINK_ANCHOR, "#top", "x"},
    {"<a href=\"java\nscript:alert(1)\">x</a>", LINK_ANCHOR, "javascript:alert(1)", "x"},
    {"<a href=\"data:text/html,x\">x</a>", LINK_ANCHOR, "data:text/html,x", "x"},
    /* what is shown */
    {"<a href=" E "> a <b>b\n</b><img alt=c src=i>d </a>", LINK_ANCHOR, E, "a b cd"},
    {"<a href=" E ">a<span style=\"display:none\">b</span>c</a>", LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<span style=\"display&#58;none\">b</span>c</a>", LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<span style=\"dis\\70lay:none\">b</span>c</a>", LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<span style=\"display/**/:/**/none\">b</span>c</a>", LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<i style='font-size:0'>b<u style='font-size:9px'>c</u></i></a>", LINK_ANCHOR,
     E, "ac"},
    {"<a href=" E ">a<i style='visibility:hidden'>b<u style='visibility:visible'>c</u></i></a>",
     LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<i style='max-height:0;overflow:hidden'>b</i>c</a>", LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<i style='opacity:0'>b</i><i hidden>b</i>c</a>", LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<i style='text-indent:-9999px'>b</i>c</a>", LINK_ANCHOR, E, "ac"},
    {"<a href=" E ">a<i style='opacity:0.9'>b</i>c</a>", LINK_ANCHOR, E, "abc"},
    {"<a href=" E ">a&zwnj;\xe2\x80\x8b"
     "b\xc2\xad&#8289;c\xef\xbb\xbf</a>",
     LINK_ANCHOR, E, "abc"},
    {"<a href=" E ">https://www.amazon.co.jp/</a>", LINK_ANCHOR, E, "https://www.amazon.co.jp/"},
    {"<a href=" E ">a<a href=https://f.example/>b</a>", LINK_ANCHOR, E, "a"},
    {"<table><tr><td><a href=" E ">a</td><td>b</td></tr></table>", LINK_ANCHOR, E, "a b"},
};

static void what_a_browser_follows_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(html_cases); i++) {
        const struct html_case *c = &html_cases[i];
        struct arena *arena = arena_new(&base_test_allocator);
        struct link_list list = read_part(arena, MIME_HTML, slice_of(c->html));

        if (!find(&list, c->kind, slice_of(c->href), c->text)) {
            print_error("%s: not found: %s, \"%s\"\n", c->html, c->href, c->text);
            print_list(&list);
            fail();
        }
        arena_free(arena);
    }
}

/* Bytes that no browser follows; what they show is no link either. */
static const char *const no_links[] = {
    "",
    "<a>x</a>",
    "<a name=x>x</a>",
    "<a href>x</a>",
    "<ahref=" E ">x</a>",
    "< a href=x>x</a>",
    "<!-- <a href=" E ">x</a> -->",
    "<!--<a href=" E ">x</a>",
    "<a data-href=\"x\">x</a>",
    "</a href=" E ">",
    "<form><input name=q></form>",
    "<meta http-equiv=refresh content=5>",
    "<img alt=x>",
};

static void what_no_browser_follows_is_no_link(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(no_links); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct link_list list = read_part(arena, MIME_HTML, slice_of(no_links[i]));

        if (list.links.len != 0) {
            print_error("%s\n", no_links[i]);
            print_list(&list);
            fail();
        }
        arena_free(arena);
    }
}

static void a_nul_in_a_value_is_u_fffd_and_in_text_nothing(void **state)
{
    static const char html[] = "<a href='https://e\0.example/'>a\0b</a>";
    struct arena *arena = arena_new(&base_test_allocator);
    struct link_list list = read_part(arena, MIME_HTML, (struct slice){html, sizeof(html) - 1});

    (void)state;
    assert_int_equal(list.links.len, 1);
    assert_text(list.links.at[0].text, "ab", "text");
    assert_text(list.links.at[0].host, "e\xef\xbf\xbd.example", "host");
    arena_free(arena);
}

/* ---- plain text ---- */

struct text_case {
    const char *text, *href, *shown; /* href NULL: no link */
};

static const struct text_case text_cases[] = {
    {"see " E " now", E, E},
    {"HTTPS://e.example/x", "https://e.example/x", "HTTPS://e.example/x"},
    {"詳細は" E "まで", E, E},
    {"（" E "）", E, E},
    {"「" E "」", E, E},
    {"<" E ">", E, E},
    {"(" E "a)", E "a", E "a"},
    {"(" E "a(b))", E "a(b)", E "a(b)"},
    {E "a.", E "a", E "a"},
    {E "a?b=1&c=2, or", E "a?b=1&c=2", E "a?b=1&c=2"},
    {"https://e.example。", E, "https://e.example"},
    {"https://e.exampleにログイン", E, "https://e.example"},
    {"https://日本語.example/a", "https://日本語.example/a", "https://日本語.example/a"},
    {"https://\xd0\xb0mazon.example/", "https://\xd0\xb0mazon.example/",
     "https://\xd0\xb0mazon.example/"},
    {"www.e.example", "http://www.e.example/", "www.e.example"},
    {"WWW.e.example/a", "http://WWW.e.example/a", "WWW.e.example/a"},
    {"e.example/a", "http://e.example/a", "e.example/a"},
    {"amzn.jp/a", "http://amzn.jp/a", "amzn.jp/a"},
    {"http://2130706433/", "http://2130706433/", "http://2130706433/"},
    {"https://e.example/a\xe3\x80\x80https", E "a", E "a"},
    {"<https://e.exa\nmple/a>", E "a", "https://e.example/a"},
    {"<URL:https://e.example/\r\n a/b\r\n>", E "a/b", "https://e.example/a/b"},
    {"<https://e.example/a\nb and c>", E "a", E "a"},
    {"https://user@e.example/", "https://user@e.example/", "https://user@e.example/"},
    {"ftp://e.example/a", "ftp://e.example/a", "ftp://e.example/a"},
    {"e.example", NULL, NULL},
    {"a@e.example/x", NULL, NULL},
    {"10.5/12", NULL, NULL},
    {"www.example", NULL, NULL},
    {"read.me/ now", NULL, NULL},
    {"https:// x", NULL, NULL},
    {"12:30", NULL, NULL},
};

static void addresses_in_plain_text_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(text_cases); i++) {
        const struct text_case *c = &text_cases[i];
        struct arena *arena = arena_new(&base_test_allocator);
        struct link_list list = read_part(arena, MIME_TEXT, slice_of(c->text));

        if (list.links.len != (c->href ? 1u : 0u)) {
            print_error("%s\n", c->text);
            print_list(&list);
            fail();
        }
        if (c->href) {
            assert_text(list.links.at[0].href, c->href, c->text);
            assert_text(list.links.at[0].text, c->shown, c->text);
        }
        arena_free(arena);
    }
}

static void addresses_written_on_a_page_are_links_too(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct link_list list = read_part(
        arena, MIME_HTML, SLICE("<p>" E "a</p><a href=" E "b>" E "c</a><pre>www.e.example</pre>"));

    (void)state;
    assert_int_equal(list.links.len, 3);
    assert_non_null(find(&list, LINK_ANCHOR, SLICE(E "a"), NULL));
    assert_non_null(find(&list, LINK_ANCHOR, SLICE(E "b"), NULL));
    assert_non_null(find(&list, LINK_ANCHOR, SLICE("http://www.e.example/"), NULL));
    arena_free(arena);
}

/* ---- the list ---- */

static void the_same_link_is_told_once_and_the_limit_is_counted(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice parts[LINK_MAX + 100];
    struct link_list list = read_part(arena, MIME_TEXT, SLICE(E "a " E "a " E "b ログイン " E "a"));

    (void)state;
    assert_int_equal(list.links.len, 2);
    assert_true(list.links.at[0].acts);
    assert_int_equal(list.dropped, 0);
    for (size_t i = 0; i < COUNT(parts); i++)
        parts[i] = arena_join(
            arena, (struct slice[]){SLICE(E), arena_number(arena, (int64_t)i), SLICE(" ")}, 3);
    list = read_part(arena, MIME_TEXT, arena_join(arena, parts, COUNT(parts)));
    assert_int_equal(list.links.len, LINK_MAX);
    assert_int_equal(list.dropped, 100);
    arena_free(arena);
}

static void long_ones_are_cut_and_say_so(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice parts[2000];
    struct link_list list;

    (void)state;
    for (size_t i = 0; i < COUNT(parts); i++)
        parts[i] = i ? SLICE("かな漢") : SLICE("<a href=" E "?");
    parts[1000] = SLICE(">");
    list = read_part(arena, MIME_HTML, arena_join(arena, parts, COUNT(parts)));
    assert_int_equal(list.links.len, 1);
    assert_true(list.links.at[0].is_cut);
    assert_true(list.links.at[0].href.len <= LINK_MAX_URL);
    assert_true(list.links.at[0].text.len <= LINK_MAX_SHOWN);
    assert_true(list.links.at[0].text.len > LINK_MAX_SHOWN - 3);
    assert_text(list.links.at[0].host, "e.example", "host");
    arena_free(arena);
}

static void forms_that_ask_for_secrets_are_seen(void **state)
{
    static const char *const asking[] = {
        "<input type=password>",
        "<input TYPE=' PassWord '>",
        "<input name=card-number>",
        "<input autocomplete=cc-number>",
        "<input placeholder=カード番号>",
        "<input id=cvv>",
        "<form><textarea name=passwd></textarea></form>",
    };
    static const char *const not_asking[] = {
        "<input type=text name=q>",
        "<input type=hidden name=password>",
        "password",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(asking) + COUNT(not_asking); i++) {
        bool asks = i < COUNT(asking);
        const char *html = asks ? asking[i] : not_asking[i - COUNT(asking)];
        struct arena *arena = arena_new(&base_test_allocator);
        struct link_list list = read_part(arena, MIME_HTML, slice_of(html));

        if (list.has_password != asks)
            fail_msg("%s", html);
        arena_free(arena);
    }
}

static void parts_of_attached_messages_are_marked(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_message message = {0};
    struct link_list list;

    (void)state;
    *array_push(arena, &message.parts) =
        (struct mime_part){.kind = MIME_TEXT, .text = SLICE(E "a")};
    *array_push(arena, &message.parts) =
        (struct mime_part){.kind = MIME_TEXT, .text = SLICE(E "b " E "a"), .depth = 1};
    *array_push(arena, &message.parts) =
        (struct mime_part){.kind = MIME_OTHER, .bytes = SLICE(E "c")};
    link_read(&message, arena, &list);
    assert_int_equal(list.links.len, 2);
    assert_false(list.links.at[0].is_attached);
    assert_true(list.links.at[1].is_attached);
    arena_free(arena);
}

/* ---- text ---- */

static const struct html_text_case {
    const char *html, *text;
} html_texts[] = {
    {"", ""},
    {"  a \n b  ", "a b"},
    {"a<br>b<br/>c", "a\nb\nc"},
    {"<p>a</p><p>b", "a\nb"},
    {"a<div>b<span>c</span></div>d", "a\nbc\nd"},
    {"<table><tr><td>a<td>b<tr><td>c</table>d", "a\tb\nc\nd"},
    {"<table><tr><td><p>a</p></td><td><div>b</div><div>c</div></td></tr></table>", "a\tb\nc"},
    {"<tr>\n <td>a</td>\n <td></td>\n <td>b</td>\n</tr>", "a\tb"},
    {"<td>a<table><tr><td>b</table><td>c", "a\nb\nc"},
    {"<ul><li>a<li>b</ul>", "a\nb"},
    {"<pre>a\n  b</pre>", "a\nb"},
    {"<span style='white-space:pre-line'>a\nb</span>", "a\nb"},
    {"a&nbsp;&nbsp;b\xe3\x80\x80"
     "c",
     "a b c"},
    {"&yen;1,234 &#8361; &#x5186;", "\xc2\xa5"
                                    "1,234 \xe2\x82\xa9 円"},
    {"<title>t</title><style>s</style><script>u</script><textarea>v</textarea>a", "a"},
    {"<!-- c -->a<!--[if mso]>b<![endif]-->", "a"},
    {"<div style='display:none'>a<p>b</div>c", "c"},
    {"<div style='display:none'>a<div>b</div>c</div>d", "d"},
    {"<p style='display:none'>a<p>b", "b"},
    {"<td style='font-size:0px'><div style='font-size:13px'>a</div>b</td>", "a"},
    {"<td style='display:none'>a<td>b", "b"},
    {"<li style='display:none'>a<li>b", "b"},
    {"<td style='display:none'><table><tr><td>a</td></tr></table>b</td><td>c", "c"},
    {"<div style='display:none'></b></i>a</div>b", "b"},
    {"<div style='display:block;display:none'>a</div>b", "b"},
    {"<div style='display:none;display:block'>a</div>b", "a\nb"},
    {"<a href=x>a</a><img alt=b src=c>", "a"},
    {"a<br><br><hr>b", "a\nb"},
    {"1 < 2 && 3 > 2", "1 < 2 && 3 > 2"},
    {"<svg><title>a</title><![CDATA[b]]></svg>", "ab"},
};

static void the_text_of_a_page_is_what_a_reader_sees(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(html_texts); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(link_html_text(slice_of(html_texts[i].html), arena), html_texts[i].text,
                    html_texts[i].html);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_browser_follows_is_found),
        cmocka_unit_test(what_no_browser_follows_is_no_link),
        cmocka_unit_test(a_nul_in_a_value_is_u_fffd_and_in_text_nothing),
        cmocka_unit_test(addresses_in_plain_text_are_found),
        cmocka_unit_test(addresses_written_on_a_page_are_links_too),
        cmocka_unit_test(the_same_link_is_told_once_and_the_limit_is_counted),
        cmocka_unit_test(long_ones_are_cut_and_say_so),
        cmocka_unit_test(forms_that_ask_for_secrets_are_seen),
        cmocka_unit_test(parts_of_attached_messages_are_marked),
        cmocka_unit_test(the_text_of_a_page_is_what_a_reader_sees),
    };

    return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
