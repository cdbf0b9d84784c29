#include "watch/config.h"

/* What is the same in each language. */
#define HOUSEHOLD                                                     \
    "household:\n"                                                    \
    "  - name: me\n"                                                  \
    "    channels:\n"                                                 \
    "      - url: \"terminal:\"\n"                                    \
    "#     - url: \"desktop:\"\n"                                     \
    "#     - url: ntfys://ntfy.sh/mioboe-CHOOSE-A-LONG-RANDOM-WORD\n" \
    "#     - url: smtps://smtp.example.jp\n"                          \
    "#       user: me@example.jp\n"                                   \
    "#       password_file: ~/.config/mioboe/smtp-password\n"         \
    "#       from: me@example.jp\n"                                   \
    "#       to: me@example.jp\n"

#define MAILBOXES                                         \
    "mailboxes: []\n"                                     \
    "# - server: imaps://imap.example.jp\n"               \
    "#   user: me@example.jp\n"                           \
    "#   password_file: ~/.config/mioboe/imap-password\n" \
    "#   folder: INBOX\n"                                 \
    "#   person: me\n"                                    \
    "\n"

static const char english[] =
    "# mioboe watch: what is watched, and who is told.  Try it: mioboe watch --test\n"
    "\n"
    "# Who lives here, in the order in which they are asked.  Each has channels:\n"
    "#   terminal:                     the terminal in which mioboe watch runs\n"
    "#   desktop:                      a notice on this screen, with buttons (notify-send)\n"
    "#   ntfys://HOST/TOPIC            a telephone, with buttons (ntfy.sh, or a server of yours);\n"
    "#                                 choose a TOPIC that nobody can guess\n"
    "#   smtps://HOST  smtp://HOST     mail; needs from and to\n"
    "#   https://...                   any program that takes JSON\n"
    "#   command:PROGRAM ARGUMENTS     a program; the notice is its input\n"
    "# Shop, sum and order number are left out of what passes a server, unless details: true.\n" HOUSEHOLD
    "#       answers_to: me@example.jp     # a mailbox below; by itself the first\n"
    "#       details: true\n"
    "\n"
    "# Mailboxes to which order mails and notices of cards come.  They are only read.  The password\n"
    "# is the first line of a file, of what a command prints, or a credential of systemd;\n"
    "# token_command prints an access token instead (XOAUTH2).\n" MAILBOXES
    "# Folders in which new statements and exports appear.\n"
    "folders: []\n"
    "# - ~/Downloads\n"
    "\n"
    "# What can wait is not told in these hours.  \"Was it you?\" is asked at any time.\n"
    "quiet: 22:00-07:00\n"
    "\n"
    "# Unanswered: asked again after this time, so many times each person, then the next one.\n"
    "again_after: 10m\n"
    "asks: 2\n"
    "\n"
    "# At the first start, mails older than this are taken in without a question.\n"
    "history_days: 3\n"
    "\n"
    "# Your mail server's name in Authentication-Results, if what it says is to be believed.\n"
    "# trust_authserv: [mx.example.jp]\n"
    "\n"
    "# The language of notices: ja or en; by itself that of the environment.\n"
    "# language: en\n";

static const char japanese_text[] =
    "# mioboe watch：何を見張り、誰に知らせるか。試すには mioboe watch --test\n"
    "\n"
    "# 家族。尋ねる順に書きます。それぞれに知らせ方（channel）があります：\n"
    "#   terminal:                     mioboe watch を動かしている端末\n"
    "#   desktop:                      この画面の通知。ボタンつき（notify-send）\n"
    "#   ntfys://HOST/TOPIC            電話。ボタンつき（ntfy.sh か自分のサーバー）。\n"
    "#                                 TOPIC は誰にも当てられない言葉にします\n"
    "#   smtps://HOST  smtp://HOST     メール。from と to が要ります\n"
    "#   https://...                   JSON を受け取る任意のプログラム\n"
    "#   command:プログラム 引数       プログラム。知らせはその入力になります\n"
    "# サーバーを通る知らせには、details: true としないかぎり、店・金額・注文番号を書きません。\n" HOUSEHOLD
    "#       answers_to: me@example.jp     # 下のメールボックス。書かなければ最初のもの\n"
    "#       details: true\n"
    "\n"
    "# 注文のメールやカードの利用通知が届くメールボックス。読むだけで、何も変えません。\n"
    "# パスワードは、ファイルの1行目、コマンドの出力の1行目、または systemd の credential です。\n"
    "# token_command はアクセストークンを出力します（XOAUTH2）。\n" MAILBOXES
    "# 明細やデータの書き出しが新しく入るフォルダー。\n"
    "folders: []\n"
    "# - ~/Downloads\n"
    "\n"
    "# この時間帯には、急がないことは知らせません。「あなたですか」は、いつでも尋ねます。\n"
    "quiet: 22:00-07:00\n"
    "\n"
    "# 答えがなければ、この時間の後にまた尋ねます。一人につきこの回数、その後は次の人に。\n"
    "again_after: 10m\n"
    "asks: 2\n"
    "\n"
    "# 初めて動かすとき、これより古いメールは尋ねずに取り込みます（日）。\n"
    "history_days: 3\n"
    "\n"
    "# Authentication-Results に現れる、あなたのメールサーバーの名前（その言葉を信じる場合）。\n"
    "# trust_authserv: [mx.example.jp]\n"
    "\n"
    "# 知らせの言語：ja か en。書かなければ環境の言語です。\n"
    "# language: ja\n";

struct slice config_sample(bool japanese)
{
    return slice_of(japanese ? japanese_text : english);
}
