#include "mail/link_act.h"

#include "mail/link.h"
#include "mail/link_words.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct act_case {
    enum mime_kind kind;
    const char *text; /* its first link is judged */
    bool acts;
};

#define A(text) "<a href=https://e.example/>" text "</a>"
#define U "https://e.example/x"

static const struct act_case cases[] = {
    /* its own words */
    {MIME_HTML, A("ログイン"), true},
    {MIME_HTML, A("ﾛｸﾞｲﾝ"), true},
    {MIME_HTML, A("ＳＩＧＮ　ＩＮ"), true},
    {MIME_HTML, A("𝕝𝕠𝕘𝕚𝕟"), true},
    {MIME_HTML, A("ﾊﾟｽﾜｰﾄﾞ"), true},
    {MIME_HTML, A("ロ&zwnj;グ<span style='font-size:0'>x</span>イン"), true},
    {MIME_HTML, A("Sign&nbsp;In"), true},
    {MIME_HTML, A("Verify now!"), true},
    {MIME_HTML, A("<img src=i alt=\"お支払い方法を更新\">"), true},
    {MIME_HTML, A("注文をキャンセル"), true},
    {MIME_HTML, A("Amazon"), false},
    {MIME_HTML, A("見本の商品"), false},
    {MIME_HTML, A("designing"), false},
    {MIME_HTML, A("preconfirmed"), false},
    /* footers */
    {MIME_HTML, A("配信停止"), false},
    {MIME_HTML, "配信停止は" A("こちら"), false},
    {MIME_HTML, A("Update your email preferences or unsubscribe"), true},
    {MIME_HTML, A("メールの設定を変更"), false},
    {MIME_HTML, A("Privacy Notice"), false},
    {MIME_HTML, "<td>" A("<img alt=Facebook src=i>"), false},
    {MIME_HTML, "<a class=btn href=https://e.example/>App Store</a>", false},
    {MIME_HTML, A("ログインして配信停止"), true},
    /* buttons */
    {MIME_HTML, "<a class=\"x btn-primary\" href=https://e.example/>Amazonへ</a>", true},
    {MIME_HTML, "<a role=button href=https://e.example/>Amazonへ</a>", true},
    {MIME_HTML, "<a style='background:#fc0;padding:9px' href=https://e.example/>へ</a>", true},
    {MIME_HTML, "<a style='color:#fc0' href=https://e.example/>へ</a>", false},
    {MIME_HTML, "<form action=https://e.example/><input></form>", true},
    {MIME_HTML, "<form action=https://e.example/>a</form>", false},
    {MIME_HTML, "<form id=f action=https://e.example/></form><input form=f>", true},
    {MIME_HTML, "<meta http-equiv=refresh content=0;https://e.example/>", true},
    {MIME_HTML, "<img src=https://e.example/ alt=ログイン>", false},
    {MIME_HTML, "<a href=mailto:a@e.example>ログイン</a>", false},
    {MIME_HTML, "<a href=#login>ログイン</a>", false},
    {MIME_HTML, "<a href=javascript:x>ログイン</a>", true},
    /* the sentence around */
    {MIME_HTML, A("こちら"), true},
    {MIME_HTML, "詳しくは" A("こちら"), false},
    {MIME_HTML, "<p>本人確認が必要です。</p><p>" A("Amazon アカウント"), true},
    {MIME_HTML, "<p>本人確認が必要です。</p><p>" A("<img src=i>"), true},
    {MIME_HTML, A("<img src=i>"), true},
    {MIME_HTML, A("<img src=i>") "十月の新しい商品を、ここにご紹介いたします。どうぞお楽しみに。",
     false},
    {MIME_TEXT, U, false},
    {MIME_TEXT, "下記のリンクより本人確認をお願いします。\n\n" U, true},
    {MIME_TEXT, "▼ログイン\r\n" U, true},
    {MIME_TEXT, U "\n上のリンクから更新してください", true},
    {MIME_TEXT, "配信停止：" U, false},
    {MIME_TEXT, "ログインしてください\n一\n二\n三\n四\n" U, false},
    {MIME_TEXT, "ログインしてください\n一\n\n" U, true},
    {MIME_TEXT, "パスワードを\nお尋ねすることはありません。\n" U, false},
    {MIME_TEXT, "https://e.example/login", true},
    {MIME_TEXT, "写真です\n" U, false},
};

static void links_that_ask_the_reader_to_act_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct mime_part part = {.kind = cases[i].kind, .text = slice_of(cases[i].text)};
        struct mime_message message = {0};
        struct link_list list;

        *array_push(arena, &message.parts) = part;
        link_read(&message, arena, &list);
        if (list.links.len == 0 || list.links.at[0].acts != cases[i].acts)
            fail_msg("%s: %zu links, want acts %d", cases[i].text, list.links.len, cases[i].acts);
        arena_free(arena);
    }
}

/* Each word of the lists, alone as the text of a link: a row that is never reached shows here. */
static void every_word_is_recognised(void **state)
{
    struct link_look words;

    (void)state;
    link_look_init(&words);
    for (size_t i = 0; i < link_words_len; i++) {
        const struct link_word_row *row = &link_words_list[i];
        struct link_place place = {.text = row->text, .to = row->text.len, .high = row->text.len};
        bool acts = (link_look_forget(&words), link_acts(&words, &place));
        bool want = row->kind == WORD_ASK || row->kind == WORD_SOFT || row->kind == WORD_POINT;

        assert_true(row->text.len >= 3);
        if (acts != want)
            fail_msg("%.*s", SLICE_ARG(row->text));
    }
}

/* Sixteen bytes are folded and looked at at once; one letter that needs more (é) has all folded one
 * by one.  Both must see the same, wherever a word stands. */
static void a_word_is_recognised_wherever_it_stands(void **state)
{
    static const char *const texts[] = {"Sign in", "ログイン", "パスワード", "Verify", "¥1 LOGIN"};
    struct link_look words;
    char line[120];

    (void)state;
    link_look_init(&words);
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t before = 0; before < 80; before++)
            for (size_t odd = 0; odd < 2; odd++) {
                int n = snprintf(line, sizeof(line), "%.*s %s%s", (int)before / 3 * 3,
                                 before % 2 ? "あいうえおかきくけこさしすせそたちつてとなにぬねの"
                                            : "an own word b an own word b an own word b an own "
                                              "word b an own word b an own word",
                                 texts[i], odd ? " \xc3\xa9" : "");
                struct link_place place = {.text = {line, (size_t)n}, .to = (size_t)n};

                link_look_forget(&words);
                if (!link_acts(&words, &place))
                    fail_msg("%s", line);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_that_ask_the_reader_to_act_are_told),
        cmocka_unit_test(every_word_is_recognised),
        cmocka_unit_test(a_word_is_recognised_wherever_it_stands),
    };

    return cmocka_run_group_tests_name("link_act", tests, NULL, NULL);
}
