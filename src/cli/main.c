#include "cli/command.h"

#include "render/words.h"

/* docs/howto/add-a-command.md tells how to add a row. */
static const struct command commands[] = {
    {"explain", cmd_explain, explain_options, N_("[OPTION...] PATH..."),
     N_("say what every charge of the statements is"),
     N_("A PATH is a file, a folder with all that is below it, or a zip file: statements of cards and "
        "banks,\nand the data export of Amazon, in any order. \"-\" reads typed or pasted lines from "
        "standard input.\n\nExit status: 0 all is explained, 1 something is not, 2 something could "
        "not be read, 64 usage.")},
    {"what", cmd_what, what_options, N_("[OPTION...] LINE..."),
     N_("say what can be known about one line of a statement"),
     N_("LINE is what stands on paper or on the screen: name, date and amount in any "
        "order, for example\n    mioboe what '8/15 AMAZON.CO.JP 1488'")},
    {"mail", .module = "mail", .operands = N_("check [OPTION...] PATH..."),
     N_("say whether mails are really from whom they claim to be from"),
     N_("A PATH is a mail (.eml), an mbox, a Maildir, or a folder with all that is below it. \"-\" "
        "reads one from standard input.\nKeys of senders are asked for by name from the network, unless "
        "--offline; nothing else leaves this machine.\n\nExit status: 0 all are genuine or vouched "
        "for, 1 something is unknown or fake, 2 something could not be read, 64 usage.")},
    {"import", .module = "store", .operands = N_("[OPTION...] PATH..."),
     N_("take files into the household's store"),
     N_("Takes what \"mioboe explain\" reads.  The same file again, or months that overlap, lose "
        "nothing and\ncount nothing twice.  \"mioboe explain\" without a PATH works on the store.")},
    {"case", .module = "store", .operands = N_("COMMAND [OPTION...] ..."),
     N_("follow what nobody can explain until the money is back"), NULL},
    {"agenda", .module = "store", .operands = N_("[OPTION...]"),
     N_("list the days that count in open cases, earliest first"),
     N_("With --format ics it is a calendar for a telephone: mioboe agenda --format ics > "
        "mioboe.ics\n\nExit status: 0 fine, 1 something of yours is pressing or past, 2 the store "
        "could not be read, 64 usage.")},
    {"review", .module = "review", .operands = N_("[OPTION...] [PATH...] | COMMAND ..."),
     N_("look at accounts and cards for what should not be, once a month"),
     N_("Without a PATH the store is looked at.  Each finding says why, what to do and where to click.\n"
        "\nExit status: 0 nothing presses, 1 something should not wait, 2 something could not be read, "
        "64 usage.")},
    {"watch", .module = "watch",
     .operands = N_("[OPTION...] [answer ID yes|no | questions | status]"),
     N_("ask \"was it you?\" within seconds of an order, a use of a card, a sign-in"),
     N_("Watches mailboxes, folders and the calendar until it is ended.  Begin with --init, which "
        "writes the\nconfiguration, then --test; --install has systemd run it in the background.\n\n"
        "Exit status: 0 it was told to end, 1 a channel of --test failed, 2 something could not be "
        "read, 64 usage.")},
    {"decide", .module = "store", .operands = N_("[OPTION...] pin|reject|mine|open CHARGE [ORDER]"),
     N_("say that a charge is an order's, that it is not, or that it is yours"),
     N_("CHARGE is an id as \"mioboe explain --format json\" tells it. The later word counts.")},
    {"backup", .module = "store", .operands = N_("[OPTION...] FILE"),
     N_("copy the store to a file"), NULL},
    {"restore", .module = "store", .operands = N_("[OPTION...] FILE"),
     N_("put a backup in the place of the store"), NULL},
    {"forget", .module = "store", .operands = N_("[OPTION...] --case ID | --all"),
     N_("remove a case, or everything, from the store"), NULL},
    {"store", .module = "store", .operands = N_("[OPTION...] lock|unlock|status"),
     N_("lock the store with a passphrase, or open it again"), NULL},
    {"page", cmd_page, page_options, N_("[OPTION...]"),
     N_("show everything in the browser, on this machine"),
     N_("A page opens in the browser: drop files into it, look at charges, lead a case.  It speaks with "
        "this machine\nonly; what it shows and does is what the other commands print and do.  Ctrl-C ends it.")},
    {"formats", cmd_formats, formats_options, N_("[OPTION...] [COMPANY]"),
     N_("list the files that are understood, or how to get those of a company"), NULL},
    {"records", cmd_records, records_options, N_("[OPTION...] PATH..."),
     N_("show what is read from files, row by row, as JSON"), NULL},
    {"help", cmd_help, NULL, N_("[COMMAND]"), N_("list the commands, or the options of one"), NULL},
    {"version", cmd_version, NULL, "", N_("print the version"), NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

int main(int argc, char **argv)
{
    return command_main(commands, argc > 0 ? argc - 1 : 0, argv + 1);
}
