#include "web/route.h"

#include "web/command.h"
#include "web/handlers.h"

/* Members of docs/api/openapi.yaml. */
static const struct form formats = {"formats", NULL, NULL, FORM_NO_STORE, 0};
static const struct form what = {"what", "text", NULL, FORM_NO_STORE, 0};
static const struct form decide = {"decide", "decision charge order", NULL, FORM_WRITES, 204};
static const struct form agenda = {"agenda", NULL, NULL, 0, 0};
static const struct form review = {"review", NULL, NULL, 0, 0};
static const struct form review_done = {"review done", "id", NULL, FORM_WRITES, 0};
static const struct form review_not_mine = {"review not-mine", "id", NULL, FORM_WRITES, 0};
static const struct form review_later = {"review later", "id", "until", FORM_WRITES, 0};
static const struct form review_answer = {"review answer", "id value", NULL, FORM_WRITES, 0};
static const struct form watch = {"watch status", NULL, NULL, 0, 0};
static const struct form watch_questions = {"watch questions", NULL, NULL, 0, 0};
static const struct form watch_answer = {"watch answer", "id value", NULL, FORM_WRITES, 204};
static const struct form watch_test = {"watch --test", NULL, "channel", 0, 0};
static const struct form stop_card = {"case stop-card", NULL, NULL, 0, 0};

static const struct form case_lists = {"case list", NULL, NULL, 0, 0};
static const struct form case_opens = {
    "case open", NULL,
    "charges:charge typed order taken_over title card issuer jurisdiction of actor",
    FORM_FILES | FORM_MAIL | FORM_WRITES, 201};
static const struct form case_shows = {"case show", NULL, NULL, FORM_CASE, 0};
static const struct form case_next_is = {"case next", NULL, NULL, FORM_CASE, 0};
static const struct form case_verifies = {"case verify", NULL, NULL, FORM_CASE, 0};
static const struct form case_stops_card = {"case stop-card", NULL, NULL, FORM_CASE, 0};

#define PAPER "to name reach"
static const struct form see_brief = {"case brief --preview", "audience", PAPER, FORM_CASE, 0};
static const struct form see_sheet = {"case sheet --preview", NULL, PAPER, FORM_CASE, 0};
static const struct form see_dossier = {"case dossier --preview", "audience", PAPER, FORM_CASE, 0};
static const struct form brief = {"case brief", "audience", PAPER, FORM_CASE | FORM_WRITES, 0};
static const struct form sheet = {"case sheet", NULL, PAPER, FORM_CASE | FORM_WRITES, 0};
static const struct form dossier = {"case dossier", "audience", PAPER, FORM_CASE | FORM_WRITES, 0};
static const struct form bundle = {"case bundle", NULL, NULL, FORM_CASE, 0};

#define WRITES (FORM_CASE | FORM_WRITES)
static const struct form charge = {"case charge", "remove:remove",
                                   "charges:charge typed card issuer date reason of actor",
                                   WRITES | FORM_FILES, 0};
static const struct form answer = {"case answer", "question value", "of actor note", WRITES, 0};
static const struct form does = {"case do", "step", "of actor note", WRITES, 0};
static const struct form skip = {"case skip", "step", "of actor note", WRITES, 0};
static const struct form playbook = {"case playbook", "playbook choice", "of actor note", WRITES,
                                     0};
static const struct form logs = {
    "case log", "party channel",
    "person reference number org in said promised text charge of actor", WRITES, 0};
static const struct form promise = {"case promise", "party what date amount",
                                    "due charge currency text of actor", WRITES, 0};
static const struct form kept = {"case kept", "number", "of actor note", WRITES, 0};
static const struct form broken = {"case broken", "number", "of actor note", WRITES, 0};
static const struct form inquiry = {"case inquiry", "state party",
                                    "org text due reference of actor", WRITES, 0};
static const struct form evidence = {"case evidence", NULL, "org taken note keep_original of actor",
                                     WRITES | FORM_FILES, 0};
static const struct form money = {"case money", "charge move amount", "date source note of actor",
                                  WRITES, 0};
static const struct form refresh = {"case refresh", NULL, "of actor", WRITES | FORM_FILES, 0};
static const struct form returns = {"case return", "order state",
                                    "carrier tracking date amount currency of actor", WRITES, 0};
static const struct form reissue = {"case reissue", "what merchant state",
                                    "card new_card date of actor", WRITES | FORM_FILES, 0};
static const struct form note = {"case note", "text", "of actor", WRITES, 0};
static const struct form closes = {"case close", NULL, "outcome force note of actor", WRITES, 0};
static const struct form reopens = {"case reopen", NULL, "reason charge of actor", WRITES, 0};

#define CASE(name) "/api/cases/{}/" name

const struct route routes[] = {
    {"GET", "/api/session", session_get, BODY_NONE, true, NULL},
    {"POST", "/api/session", session_post, BODY_JSON, true, NULL},
    {"DELETE", "/api/session", session_delete, BODY_NONE, false, NULL},
    {"GET", "/api/state", state_get, BODY_NONE, false, NULL},
    {"GET", "/api/events", event_listen, BODY_NONE, false, NULL},
    {"PUT", "/api/uploads", upload_put, BODY_FILE, false, NULL},
    {"DELETE", "/api/uploads/{}", upload_delete, BODY_NONE, false, NULL},
    {"POST", "/api/imports", import_begin, BODY_JSON, false, NULL},
    {"GET", "/api/imports/{}", import_get, BODY_NONE, false, NULL},
    {"DELETE", "/api/imports/{}", import_stop, BODY_NONE, false, NULL},
    {"POST", "/api/sample", import_sample, BODY_JSON, false, NULL},
    {"GET", "/api/report", report_get, BODY_NONE, false, NULL},
    {"GET", "/api/sources", sources_get, BODY_NONE, false, NULL},
    {"GET", "/api/charges", charges_get, BODY_NONE, false, NULL},
    {"GET", "/api/charges/{}", charge_get, BODY_NONE, false, NULL},
    {"GET", "/api/months", months_get, BODY_NONE, false, NULL},
    {"GET", "/api/recurring", recurring_get, BODY_NONE, false, NULL},
    {"GET", "/api/expected", expected_get, BODY_NONE, false, NULL},
    {"GET", "/api/warnings", warnings_get, BODY_NONE, false, NULL},
    {"POST", "/api/what", command_handle, BODY_JSON, false, &what},
    {"POST", "/api/decisions", command_handle, BODY_JSON, false, &decide},
    {"POST", "/api/mails", mail_post, BODY_FILE, false, NULL},
    {"GET", "/api/formats", command_handle, BODY_NONE, false, &formats},
    {"GET", "/api/agenda", command_handle, BODY_NONE, false, &agenda},
    {"GET", "/api/agenda.ics", calendar_get, BODY_NONE, false, NULL},
    {"GET", "/api/review", command_handle, BODY_NONE, false, &review},
    {"POST", "/api/review/done", command_handle, BODY_JSON, false, &review_done},
    {"POST", "/api/review/not-mine", command_handle, BODY_JSON, false, &review_not_mine},
    {"POST", "/api/review/later", command_handle, BODY_JSON, false, &review_later},
    {"POST", "/api/review/answer", command_handle, BODY_JSON, false, &review_answer},
    {"POST", "/api/review/password", password_post, BODY_SECRET, false, NULL},
    {"GET", "/api/watch", command_handle, BODY_NONE, false, &watch},
    {"GET", "/api/watch/questions", command_handle, BODY_NONE, false, &watch_questions},
    {"POST", "/api/watch/answer", command_handle, BODY_JSON, false, &watch_answer},
    {"POST", "/api/watch/test", command_handle, BODY_JSON, false, &watch_test},
    {"GET", "/api/stop-card", command_handle, BODY_NONE, false, &stop_card},
    {"GET", "/api/cases", command_handle, BODY_NONE, false, &case_lists},
    {"POST", "/api/cases", command_handle, BODY_JSON, false, &case_opens},
    {"GET", "/api/cases/{}", command_handle, BODY_NONE, false, &case_shows},
    {"GET", CASE("next"), command_handle, BODY_NONE, false, &case_next_is},
    {"GET", CASE("verify"), command_handle, BODY_NONE, false, &case_verifies},
    {"GET", CASE("stop-card"), command_handle, BODY_NONE, false, &case_stops_card},
    {"GET", CASE("brief"), command_handle, BODY_NONE, false, &see_brief},
    {"POST", CASE("brief"), paper_post, BODY_JSON, false, &brief},
    {"GET", CASE("sheet"), command_handle, BODY_NONE, false, &see_sheet},
    {"POST", CASE("sheet"), paper_post, BODY_JSON, false, &sheet},
    {"GET", CASE("dossier"), command_handle, BODY_NONE, false, &see_dossier},
    {"POST", CASE("dossier"), paper_post, BODY_JSON, false, &dossier},
    {"POST", CASE("bundle"), bundle_post, BODY_JSON, false, &bundle},
    {"POST", CASE("charge"), command_handle, BODY_JSON, false, &charge},
    {"POST", CASE("answer"), command_handle, BODY_JSON, false, &answer},
    {"POST", CASE("do"), command_handle, BODY_JSON, false, &does},
    {"POST", CASE("skip"), command_handle, BODY_JSON, false, &skip},
    {"POST", CASE("playbook"), command_handle, BODY_JSON, false, &playbook},
    {"POST", CASE("log"), command_handle, BODY_JSON, false, &logs},
    {"POST", CASE("promise"), command_handle, BODY_JSON, false, &promise},
    {"POST", CASE("kept"), command_handle, BODY_JSON, false, &kept},
    {"POST", CASE("broken"), command_handle, BODY_JSON, false, &broken},
    {"POST", CASE("inquiry"), command_handle, BODY_JSON, false, &inquiry},
    {"POST", CASE("evidence"), command_handle, BODY_JSON, false, &evidence},
    {"POST", CASE("money"), command_handle, BODY_JSON, false, &money},
    {"POST", CASE("refresh"), command_handle, BODY_JSON, false, &refresh},
    {"POST", CASE("return"), command_handle, BODY_JSON, false, &returns},
    {"POST", CASE("reissue"), command_handle, BODY_JSON, false, &reissue},
    {"POST", CASE("note"), command_handle, BODY_JSON, false, &note},
    {"POST", CASE("close"), command_handle, BODY_JSON, false, &closes},
    {"POST", CASE("reopen"), command_handle, BODY_JSON, false, &reopens},
    {NULL, NULL, NULL, BODY_NONE, false, NULL},
};
