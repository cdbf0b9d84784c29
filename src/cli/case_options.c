#include "cli/case_options.h"

#include "render/words.h"

#include <stddef.h>

#define GIVEN(field) offsetof(struct options, given.field)

static const struct option option_case = {
    "case",     OPTION_TEXT, GIVEN(id),
    N_("CASE"), NULL,        N_("the case; may be left out where one alone is open")};
static const struct option option_of = {
    "of",       OPTION_TEXT, GIVEN(of),
    N_("DATE"), NULL,        N_("when it happened: a day or a moment; by itself now")};
static const struct option option_actor = {"actor",    OPTION_TEXT, GIVEN(actor),
                                           N_("NAME"), NULL,        N_("who writes this down")};
static const struct option option_title = {"title",    OPTION_TEXT, GIVEN(title),
                                           N_("TEXT"), NULL,        N_("what the case is called")};
static const struct option option_charges = {
    "charge",       OPTION_WORDS,
    GIVEN(charges), N_("CHARGE"),
    NULL,           N_("a charge of the case, by its id in explain; may be given again")};
static const struct option option_charge = {
    "charge", OPTION_TEXT, GIVEN(charge), N_("CHARGE"), NULL, N_("the charge that it is about")};
static const struct option option_typed = {
    "typed",
    OPTION_WORDS,
    GIVEN(typed),
    N_("LINE"),
    NULL,
    N_("a charge as it stands on the statement, such as \"2026-10-03 AMAZON 15480\"; may be given "
       "again")};
static const struct option option_mail = {"mail",     OPTION_PATH, GIVEN(mail),
                                          N_("FILE"), NULL,        N_("a mail that began it")};
static const struct option option_order = {
    "order", OPTION_TEXT, GIVEN(order), N_("ORDER"), NULL, N_("an order that nobody placed")};
static const struct option option_taken_over = {
    "taken-over", OPTION_MARK, GIVEN(taken_over), NULL, NULL, N_("somebody else uses the account")};
static const struct option option_card = {
    "card", OPTION_TEXT, GIVEN(card), N_("DIGITS"), NULL, N_("the last four digits of the card")};
static const struct option option_issuer = {
    "issuer", OPTION_TEXT, GIVEN(issuer),
    N_("ID"), NULL,        N_("the card company, by its id in the catalogue")};
static const struct option option_jurisdiction = {
    "jurisdiction", OPTION_TEXT, GIVEN(jurisdiction),
    "jp|us|uk|eu",  NULL,        N_("whose law and contracts count; by itself jp")};
static const struct option option_person = {"person",   OPTION_TEXT, GIVEN(person),
                                            N_("NAME"), NULL,        N_("with whom you spoke")};
static const struct option option_reference = {
    "reference",  OPTION_TEXT, GIVEN(reference),
    N_("NUMBER"), NULL,        N_("the number that they gave you for this")};
static const struct option option_number = {
    "number", OPTION_TEXT, GIVEN(number), N_("NUMBER"), NULL, N_("the number that was dialled")};
static const struct option option_org = {"org",      OPTION_TEXT, GIVEN(org),
                                         N_("NAME"), NULL,        N_("which company or office")};
static const struct option option_in = {"in", OPTION_MARK, GIVEN(incoming),
                                        NULL, NULL,        N_("they came to you")};
static const struct option option_said = {
    "said",      OPTION_WORDS,
    GIVEN(said), N_("FACT=VALUE"),
    NULL,        N_("what they said, such as order_in_account=no; may be given again")};
static const struct option option_promised = {
    "promised",
    OPTION_WORDS,
    GIVEN(promised),
    N_("\"WHAT DATE AMOUNT\""),
    NULL,
    N_("what they promised, such as \"refund 2026-12-06 1980\"; may be given again")};
static const struct option option_text = {"text",     OPTION_TEXT, GIVEN(text),
                                          N_("TEXT"), NULL,        N_("in a few words")};
static const struct option option_note = {"note",     OPTION_TEXT, GIVEN(note),
                                          N_("TEXT"), NULL,        N_("what else to keep of it")};
static const struct option option_date = {"date",     OPTION_TEXT, GIVEN(date),
                                          N_("DATE"), NULL,        N_("its day")};
static const struct option option_due = {"due",      OPTION_TEXT, GIVEN(due),
                                         N_("DATE"), NULL,        N_("until when")};
static const struct option option_amount = {"amount",     OPTION_TEXT, GIVEN(amount),
                                            N_("AMOUNT"), NULL,        N_("how much")};
static const struct option option_currency = {
    "currency", OPTION_TEXT, GIVEN(currency),
    N_("CODE"), NULL,        N_("of the amount; by itself that of the charge")};
static const struct option option_source = {
    "source",      OPTION_TEXT,
    GIVEN(reason), "told|mail|statement",
    NULL,          N_("who shows it; only a statement shows money")};
static const struct option option_carrier = {"carrier",  OPTION_TEXT, GIVEN(carrier),
                                             N_("NAME"), NULL,        N_("who carries it")};
static const struct option option_tracking = {
    "tracking", OPTION_TEXT, GIVEN(tracking), N_("NUMBER"), NULL, N_("the carrier's number")};
static const struct option option_new_card = {
    "new-card",   OPTION_TEXT, GIVEN(number),
    N_("DIGITS"), NULL,        N_("the last four digits of the new card")};
static const struct option option_taken = {"taken",    OPTION_TEXT, GIVEN(taken),
                                           N_("DATE"), NULL,        N_("when it was made")};
static const struct option option_keep_original = {
    "keep-original",
    OPTION_MARK,
    GIVEN(keep_original),
    NULL,
    NULL,
    N_("keep the file as it is, too, encrypted with a passphrase, also where a full card number "
       "stands in it")};
static const struct option option_open = {
    "open", OPTION_MARK, GIVEN(opens),
    NULL,   NULL,        N_("write a file of the evidence to --output, as it was filed")};
static const struct option option_passphrase_fd = {
    "passphrase-fd", OPTION_PATH, offsetof(struct options, passphrase_fd),
    N_("NUMBER"),    NULL,        N_("read the passphrase, one line, from this open file")};
static const struct option option_preview = {
    "preview", OPTION_MARK, GIVEN(is_preview),
    NULL,      NULL,        N_("only look at it: the journal does not say that it was made")};
static const struct option option_outcome = {"outcome",      OPTION_TEXT,
                                             GIVEN(outcome), "refunded|mine|written_off|other",
                                             NULL,           N_("how it ended")};
static const struct option option_force = {
    "force",      OPTION_TEXT, GIVEN(reason),
    N_("REASON"), NULL,        N_("close although something is open, for this reason")};
static const struct option option_reason = {"reason",   OPTION_TEXT, GIVEN(reason),
                                            N_("TEXT"), NULL,        N_("why")};
static const struct option option_output = {"output",   OPTION_PATH, GIVEN(output),
                                            N_("FILE"), NULL,        N_("where to write it")};
static const struct option option_mail_text = {
    "mail-text", OPTION_MARK, GIVEN(mail_text),
    NULL,        NULL,        N_("a text to mail to somebody who keeps it")};
static const struct option option_request = {
    "request",      OPTION_PATH,
    GIVEN(request), N_("FILE.tsq"),
    NULL,           N_("write a request for a time stamp (RFC 3161); nothing is sent")};
static const struct option option_response = {
    "response",     OPTION_PATH, GIVEN(response),
    N_("FILE.tsr"), NULL,        N_("check the answer of a time stamp authority and keep it")};
static const struct option option_own_name = {
    "name", OPTION_TEXT, GIVEN(person), N_("NAME"), NULL, N_("your name, as it is to stand on it")};
static const struct option option_reach = {
    "reach", OPTION_TEXT, GIVEN(number), N_("NUMBER"), NULL, N_("where you can be reached by day")};
static const struct option option_passphrase_file = {
    "passphrase-file",
    OPTION_PATH,
    GIVEN(passphrase_file),
    N_("FILE"),
    NULL,
    N_("encrypt with the passphrase on the first line of this file")};
static const struct option option_recipient = {"to",       OPTION_TEXT, GIVEN(org),
                                               N_("NAME"), NULL,        N_("who gets it")};

#define SHOWING \
    &option_store, &option_format_short, &option_lang, &option_color, &option_width, &option_now
#define READING &option_case, SHOWING
#define WRITING &option_of, &option_actor, READING

const struct option *const case_list_options[] = {SHOWING, NULL};
const struct option *const case_read_options[] = {READING, NULL};
const struct option *const case_write_options[] = {WRITING, &option_note, NULL};
const struct option *const case_open_options[] = {&option_charges,
                                                  &option_typed,
                                                  &option_mail,
                                                  &option_order,
                                                  &option_taken_over,
                                                  &option_title,
                                                  &option_card,
                                                  &option_issuer,
                                                  &option_jurisdiction,
                                                  &option_account,
                                                  &option_members,
                                                  &option_dns_file,
                                                  &option_offline,
                                                  &option_trust_authserv,
                                                  &option_verbose,
                                                  WRITING,
                                                  NULL};
const struct option *const case_charge_options[] = {
    &option_charges, &option_typed,   &option_card, &option_issuer,
    &option_account, &option_members, &option_date, &option_reason,
    &option_verbose, WRITING,         NULL};
const struct option *const case_refresh_options[] = {&option_account, &option_members,
                                                     &option_verbose, WRITING, NULL};
const struct option *const case_log_options[] = {
    &option_person,   &option_reference, &option_number, &option_org, &option_in, &option_said,
    &option_promised, &option_text,      &option_charge, WRITING,     NULL};
const struct option *const case_promise_options[] = {
    &option_due, &option_amount, &option_currency, &option_charge, &option_text, WRITING, NULL};
const struct option *const case_money_options[] = {&option_date, &option_source, &option_note,
                                                   WRITING, NULL};
const struct option *const case_return_options[] = {
    &option_carrier,  &option_tracking, &option_date, &option_amount,
    &option_currency, WRITING,          NULL};
const struct option *const case_reissue_options[] = {
    &option_card,    &option_new_card, &option_date, &option_account,
    &option_members, &option_verbose,  WRITING,      NULL};
const struct option *const case_inquiry_options[] = {&option_org,       &option_text, &option_due,
                                                     &option_reference, WRITING,      NULL};
const struct option *const case_evidence_options[] = {
    &option_org,           &option_taken, &option_note,
    &option_keep_original, &option_open,  &option_output,
    &option_passphrase_fd, WRITING,       NULL};
const struct option *const case_close_options[] = {&option_outcome, &option_force, &option_note,
                                                   WRITING, NULL};
const struct option *const case_reopen_options[] = {&option_reason, &option_charge, WRITING, NULL};
const struct option *const case_paper_options[] = {
    &option_output,          &option_recipient, &option_own_name, &option_reach,
    &option_passphrase_file, &option_preview,   WRITING,          NULL};
const struct option *const case_stamp_options[] = {&option_mail_text, &option_request,
                                                   &option_response, WRITING, NULL};
