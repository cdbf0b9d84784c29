#include "base/text.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct text_case {
    const char *in, *out;
};

static const struct text_case folds[] = {
    {"", ""},
    {"amazon.co.jp", "AMAZON.CO.JP"},
    {"ＡＭＡＺＯＮ．ＣＯ．ＪＰ", "AMAZON.CO.JP"},
    {"Ａｍａｚｏｎプライム会費", "AMAZONプライム会費"},
    /* half-width kana and their marks */
    {"ｱﾏｿﾞﾝ", "アマゾン"},
    {"アマゾン", "アマゾン"},
    {"ﾌﾟﾗｲﾑ", "プライム"},
    {"ｱﾏｿﾞﾝ ﾏ-ｹﾂﾄ ﾌﾟﾚｲｽ", "アマゾン マ-ケツト プレイス"},
    {"アマゾン　マーケットプレイス", "アマゾン マ-ケツトプレイス"},
    {"ヴ", "ヴ"},
    {"ｳﾞ", "ヴ"},
    /* the many dashes: JIS reads one byte pair as two characters */
    {"セブン－イレブン", "セブン-イレブン"},
    {"セブン−イレブン", "セブン-イレブン"},
    {"セブン‐イレブン", "セブン-イレブン"},
    {"セブンーイレブン", "セブン-イレブン"},
    {"セブン-イレブン", "セブン-イレブン"},
    {"ラクテンブロ―ドバンド", "ラクテンブロ-ドバンド"},
    {"ラクテンブロードバンド", "ラクテンブロ-ドバンド"},
    {"ｽｰﾊﾟｰ", "ス-パ-"},
    {"業務ス－パ－", "業務ス-パ-"},
    {"東京～大阪", "東京~大阪"},
    {"東京〜大阪", "東京~大阪"},
    /* small kana written large */
    {"パナソニツク", "パナソニツク"},
    {"パナソニック", "パナソニツク"},
    {"アップルドットコム", "アツプルドツトコム"},
    {"イッキュウ", "イツキユウ"},
    {"ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ"},
    {"ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ"},
    {"ｧｨｩｪｫｯｬｭｮ", "アイウエオツヤユヨ"},
    /* blanks */
    {"　ＰＡＤ　　ＤＬＥ．ＮＥＴ＊　ＳＰＥＡＫ　　　", "PAD DLE.NET* SPEAK"},
    {"a\tb\r\nc", "A B C"},
    {"   ", ""},
    {"a\xc2\xa0"
     "b",
     "A B"},
    /* compatibility characters */
    {"①②㈱髙島屋", "12(株)髙島屋"},
    {"㍿ﾃｽﾄ", "株式会社テスト"},
    {"ｶﾞｽ代１，２３４円", "ガス代1,234円"},
    {"￥1,000", "¥1,000"},
    {"é", "É"},
    /* ill-formed bytes */
    {"a\xff"
     "b",
     "A\xef\xbf\xbd"
     "B"},
    {"\xe3\x82", "\xef\xbf\xbd\xef\xbf\xbd"},
};

static void shop_names_fold_to_one_spelling(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(folds); i++)
        assert_text(text_fold(arena, slice_of(folds[i].in)), folds[i].out, folds[i].in);
    arena_free(arena);
}

static void folding_twice_is_folding_once(void **state)
{
    /* Small kana that take a voicing mark only once they are large; letters that meet their accent
     * late. */
    static const char *const hard[] = {"ｯﾞ",        "ヵ\xe3\x82\x99", "i\xcc\x87",
                                       "a\xc2\xb4", " \xcc\x81x",     "ー\xcc\x81"};
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(hard); i++) {
        struct slice once = text_fold(arena, slice_of(hard[i]));

        assert_true(slice_eq(text_fold(arena, once), once));
    }
    for (size_t i = 0; i < COUNT(folds); i++)
        assert_text(text_fold(arena, slice_of(folds[i].out)), folds[i].out, folds[i].in);
    arena_free(arena);
}

static void header_cells_fold_without_blanks(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    assert_text(text_fold_tight(arena, SLICE("ご利用 金額（￥） ")), "ご利用金額(¥)", "wide");
    assert_text(text_fold_tight(arena, SLICE(" Ship Date ")), "SHIPDATE", "ascii");
    arena_free(arena);
}

static void a_text_over_the_limit_is_folded_up_to_a_whole_character(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    char *text = arena_alloc(arena, 3 * TEXT_FOLD_MAX);

    (void)state;
    for (size_t i = 0; i < TEXT_FOLD_MAX; i++)
        memcpy(text + 3 * i, "円", 3);
    for (size_t shift = 0; shift < 3; shift++) {
        struct slice folded =
            text_fold(arena, (struct slice){text + 3 - shift, 3 * TEXT_FOLD_MAX - 6});

        assert_true(text_is_utf8(folded));
        if (shift == 0)
            assert_int_equal(folded.len, TEXT_FOLD_MAX / 3 * 3);
    }
    arena_free(arena);
}

struct utf8_case {
    const char *bytes;
    bool good;
};

static const struct utf8_case utf8s[] = {
    {"", true},
    {"abc", true},
    {"アマゾン", true},
    {"😀", true},
    {"\xf4\x8f\xbf\xbf", true},  /* U+10FFFF */
    {"\x80", false},             /* no first byte */
    {"\xc0\x80", false},         /* over-long */
    {"\xe0\x80\x80", false},     /* over-long */
    {"\xed\xa0\x80", false},     /* surrogate */
    {"\xf4\x90\x80\x80", false}, /* over U+10FFFF */
    {"\xe3\x82", false},         /* cut */
    {"a\xff", false},
};

static void only_well_formed_utf8_passes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(utf8s); i++)
        assert_int_equal(text_is_utf8(slice_of(utf8s[i].bytes)), utf8s[i].good);
}

static void wide_characters_end_at_what_is_none(void **state)
{
    static const struct {
        const char *text;
        size_t wide;
    } ends[] = {
        {"", 0},
        {"a", 0},
        {"アマゾン", 12},
        {"　〆鿿a", 9},
        {"é", 0},
        {"\xe3\x81", 0},
        {"あ\xe3\x81", 3},
        {"あ\xe3\x81\x41", 3},
        {"\xe3\x41\x81", 0},
        {"\xec\xbf\xbf", 3},
        {"\xed\xa0\x80", 0}, /* a surrogate */
        {"\xe2\x80\xae", 0}, /* a mark of direction */
        {"𠮷", 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ends); i++)
        assert_int_equal(text_wide(slice_of(ends[i].text)), ends[i].wide);
}

static void code_points_come_one_by_one(void **state)
{
    static const uint32_t want[] = {'a', 0x3042, 0xFFFD, 0x1F600};
    struct slice s = SLICE("aあ\xff😀");
    uint32_t cp = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(want); i++) {
        s = slice_skip(s, text_next(s, &cp));
        assert_int_equal(cp, want[i]);
    }
    assert_int_equal(text_next(s, &cp), 0);
}

struct width_case {
    const char *text;
    size_t width;
};

static const struct width_case widths[] = {
    {"", 0},       {"abc", 3},  {"アマゾン", 8},
    {"ｱﾏｿﾞﾝ", 5},  {"Ａ１", 4}, {"　", 2},
    {"¥1,234", 6}, {"が", 2},   {"か\xe3\x82\x99", 2}, /* a mark of its own takes no column */
    {"～－", 4},   {"😀", 2},    {"㈱", 2},
    {"é", 1},
};

static void columns_follow_east_asian_width(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(widths); i++)
        assert_int_equal(text_width(slice_of(widths[i].text)), widths[i].width);
}

static void a_head_fits_and_splits_no_character(void **state)
{
    struct slice s = SLICE("aアマbゾン");

    (void)state;
    assert_text(text_head(s, 0), "", "0");
    assert_text(text_head(s, 1), "a", "1");
    assert_text(text_head(s, 2), "a", "2");
    assert_text(text_head(s, 3), "aア", "3");
    assert_text(text_head(s, 6), "aアマb", "6");
    assert_text(text_head(s, 99), "aアマbゾン", "all");
    assert_text(text_head(SLICE("か\xe3\x82\x99x"), 2), "か\xe3\x82\x99",
                "mark stays with its letter");
}

/* Numbers here are the test numbers that card brands publish, or made to pass or fail the check
 * digit. */
static const struct text_case cuts[] = {
    {"4111111111111111", "************1111"},
    {"4111 1111 1111 1111", "************1111"},
    {"4111-1111-1111-1111", "************1111"},
    {"４１１１－１１１１－１１１１－１１１１", "************1111"},
    {"４１１１　１１１１　１１１１　１１１１", "************1111"},
    {"4111.1111.1111.1111", "************1111"},
    {"4111\xc2\xa0"
     "1111 - 1111\xe2\x80\x8b"
     "1111",
     "************1111"},
    {"4111・1111/1111_1111", "************1111"},
    {"498012******9011", "************9011"},
    {"4980-03**-****-****", "****-****-****-****"},
    {"1234-5678-9012-3***", "****-****-****-****"},
    {"12 x 34 x 5", "12 x 34 x 5"},
    {"20260802-20260831", "20260802-20260831"},
    {"4111111111111112", "4111111111111112"},
    {"378282246310005", "***********0005"},
    {"3782-822463-10005", "***********0005"},
    {"30569309025904", "**********5904"},
    {"3056-930902-5904", "**********5904"},
    {"カード4111111111111111様", "カード************1111様"},
    {"a 4111111111111111 b 5555555555554444 c", "a ************1111 b ************4444 c"},
    {"6304000000000000000", "***************0000"},
    {"6304000000000000003", "6304000000000000003"},
    /* a date, a count or another number beside it does not hide it */
    {"2026-08-02 4111111111111111", "2026-08-02 ************1111"},
    {"2026 4111 1111 1111 1111", "2026 ************1111"},
    {"1 4111-1111-1111-1111 2", "1 ************1111 2"},
    {"1 2 3 4 5 6 7 8 9 4111 1111 1111 1111", "1 2 3 4 5 6 7 8 9 ************1111"},
    {"4111 1111 1111 1111 1234", "************1111 1234"},
    /* no card numbers */
    {"250-1234567-1234567", "250-1234567-1234567"},
    {"D01-1234567-1234567", "D01-1234567-1234567"},
    {"249-0000000-0000000", "249-0000000-0000000"},
    {"503-4111111-1111111", "503-4111111-1111111"},
    {"T4111111111111", "T4111111111111"},
    {"41111111111111111111", "41111111111111111111"},
    {"4111/1111/1111/1111", "************1111"},
    {"4111  1111 1111 1111", "************1111"},
    {"03-1234-5678", "03-1234-5678"},
    /* hashes in which by chance such digits stand */
    {"prev aa4111111111111111bb5555555555554444cc37828224631000500000000000",
     "prev aa4111111111111111bb5555555555554444cc37828224631000500000000000"},
    {"4111111111111111aaaaaaaaaaaaaaaa", "4111111111111111aaaaaaaaaaaaaaaa"},
    {"4111111111111111aaaaaaaaaaaaaaa", "************1111aaaaaaaaaaaaaaa"},
    {"2026/08/02 12:34:56", "2026/08/02 12:34:56"},
    {"*************1234", "*************1234"},
    {"", ""},
};

static void card_numbers_are_cut_and_order_numbers_stay(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(cuts); i++)
        assert_text(text_cut_numbers(arena, slice_of(cuts[i].in)), cuts[i].out, cuts[i].in);
    arena_free(arena);
}

static void text_without_a_number_is_not_copied(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice s = SLICE("AMAZON.CO.JP 250-1234567-1234567");

    (void)state;
    assert_ptr_equal(text_cut_numbers(arena, s).ptr, s.ptr);
    arena_free(arena);
}

static void letters_digits_and_kana_continue_a_word(void **state)
{
    static const uint32_t words[] = {'a', 'Z', '0', 0x3042, 0x30A2, 0x6F22, 0xFF71, 0x3099};
    static const uint32_t others[] = {' ', '*', '-', '/', '.', 0x3000, 0x30FB, 0xFF08};

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        assert_true(text_is_word(words[i]));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(text_is_word(others[i]));
}

/* UTF-8 of a code point of the basic plane. */
static struct slice put_bmp(struct arena *arena, uint32_t cp)
{
    char *out = arena_alloc(arena, 3);

    if (cp < 0x80) {
        out[0] = (char)cp;
        return (struct slice){out, 1};
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return (struct slice){out, 2};
    }
    out[0] = (char)(0xE0 | cp >> 12);
    out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[2] = (char)(0x80 | (cp & 0x3F));
    return (struct slice){out, 3};
}

/* The letter 中 and one that only NFKC folds (㎜): what stands between them is folded in the short
 * way without the second and in the long way with it. */
static void the_short_way_of_folding_tells_the_same_as_the_long_one(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    static const uint32_t others[] = {0x304B, 0x30CF, 'a', 0x3099, 0x309A, 0xFF9E, 0x301, 0xFF0D};

    (void)state;
    assert_int_equal(text_fold(arena, (struct slice){NULL, 0}).len, 0);
    for (uint32_t cp = 1; cp < 0xFFFE; cp++) {
        struct slice c = put_bmp(arena, cp);

        for (size_t i = 0; i < COUNT(others); i++) {
            struct slice o = put_bmp(arena, others[i]);
            struct slice parts[] = {SLICE("中"), c, o, SLICE("中"), SLICE("㎜")};
            struct slice shorter = text_fold(arena, arena_join(arena, parts, 4));
            struct slice longer = text_fold(arena, arena_join(arena, parts, 5));

            if (cp >= 0xD800 && cp <= 0xDFFF)
                continue;
            if (!slice_eq(shorter, slice_sub(longer, 0, longer.len - 2)))
                print_error("U+%04X U+%04X\n", (unsigned)cp, (unsigned)others[i]);
            assert_true(slice_ends(longer, SLICE("MM")));
            assert_true(slice_eq(shorter, slice_sub(longer, 0, longer.len - 2)));
        }
        if (cp % 256 == 0) {
            arena_free(arena);
            arena = arena_new(&base_test_allocator);
        }
    }
    arena_free(arena);
}

/* Sixteen bytes are looked at at once: each fault at each place among Japanese and ASCII. */
static void a_fault_is_seen_wherever_it_stands(void **state)
{
    static const char *const faults[] = {"\x80",     "\xe3",    "\xe3\x81",     "\xed\xa0\x80",
                                         "\xc0\x80", "\xff",    "\xe0\x80\x80", "\xe3\x81\xe3",
                                         "\xe3\xc2", "\xf0\x9f"};
    static const char *const good[] = {"", "あ", "¥", "𠮟", "é", "가"};
    char text[80];

    (void)state;
    for (size_t before = 0; before < 40; before++) {
        size_t len = before % 4 == 3 ? before / 3 * 3 : before, n;

        for (size_t i = 0; i < len; i++)
            text[i] = before % 4 == 3 ? "あ"[i % 3] : 'x';
        for (size_t i = 0; i < COUNT(good); i++) {
            n = strlen(good[i]);
            memcpy(text + len, good[i], n);
            memset(text + len + n, 'y', 20);
            for (size_t behind = 0; behind < 20; behind++)
                assert_true(text_is_utf8((struct slice){text, len + n + behind}));
        }
        for (size_t i = 0; i < COUNT(faults); i++) {
            n = strlen(faults[i]);
            memcpy(text + len, faults[i], n);
            memset(text + len + n, 'y', 20);
            for (size_t behind = 0; behind < 20; behind++)
                assert_false(text_is_utf8((struct slice){text, len + n + behind}));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shop_names_fold_to_one_spelling),
        cmocka_unit_test(folding_twice_is_folding_once),
        cmocka_unit_test(header_cells_fold_without_blanks),
        cmocka_unit_test(the_short_way_of_folding_tells_the_same_as_the_long_one),
        cmocka_unit_test(a_text_over_the_limit_is_folded_up_to_a_whole_character),
        cmocka_unit_test(only_well_formed_utf8_passes),
        cmocka_unit_test(a_fault_is_seen_wherever_it_stands),
        cmocka_unit_test(code_points_come_one_by_one),
        cmocka_unit_test(wide_characters_end_at_what_is_none),
        cmocka_unit_test(columns_follow_east_asian_width),
        cmocka_unit_test(a_head_fits_and_splits_no_character),
        cmocka_unit_test(card_numbers_are_cut_and_order_numbers_stay),
        cmocka_unit_test(text_without_a_number_is_not_copied),
        cmocka_unit_test(letters_digits_and_kana_continue_a_word),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
