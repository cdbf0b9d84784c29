#include "read/rule.h"

#include "read/cells.h"

#include "base/text.h"

void rule_captures_clear(struct rule_captures *captures)
{
    if (captures->any)
        *captures = (struct rule_captures){.any = false};
}

static bool is_literal(char c)
{
    return c != '*' && c != '?' && c != '{' && c != '}';
}

/* Whether ${text} cannot fit ${pattern} (neither is empty): most rows end here. */
static bool differs_at_ends(struct slice pattern, struct slice text)
{
    char first = pattern.ptr[0], last = pattern.ptr[pattern.len - 1];

    return (is_literal(first) && first != text.ptr[0]) ||
           (is_literal(last) && last != text.ptr[text.len - 1]);
}

bool rule_capture(struct slice pattern, struct slice text, struct rule_captures *ret)
{
    struct pattern_match match;

    if (pattern.len == 0 || text.len == 0)
        return pattern.len == text.len;
    if (differs_at_ends(pattern, text) || !pattern_match(pattern, text, &match))
        return false;
    for (size_t i = 0; ret && i < match.len; i++) {
        enum field field = field_of_capture(match.at[i].name);

        if (field == FIELDS)
            continue;
        ret->at[field] = match.at[i].value;
        ret->any = true;
    }
    return true;
}

static bool test_fits(const struct profile_test *test, struct rule_row *row,
                      struct rule_captures *ret)
{
    char buffer[PATTERN_TEXT_MAX];
    struct slice cell;

    if (test->field == FIELD_NONE)
        cell = csv_cell(row->row, (size_t)test->index);
    else if (test->field == FIELD_SHOP)
        cell = layout_shop(row->layout, row->row, buffer, sizeof(buffer));
    else
        cell = layout_cell(row->layout, row->row, test->field);
    if (test->pattern.len == 0 || cell.len == 0)
        return test->pattern.len == cell.len;
    cell = row->cells ? cells_fold(row->cells, cell) : text_fold(row->scratch, cell);
    return rule_capture(test->pattern, cell, ret);
}

bool rule_fits(const struct profile_rule *rule, struct rule_row *row, struct rule_captures *ret)
{
    for (size_t i = 0; i < rule->tests_len; i++)
        if (!test_fits(&rule->tests[i], row, ret))
            return false;
    return true;
}
