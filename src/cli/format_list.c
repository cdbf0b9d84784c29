#include "cli/format_list.h"

#define ERA_1 "public parsers of Order History Reports (closed in 2023)"
#define ERA_2 "public parsers and data sets of the Privacy Central export, 2021 to 2025"
#define ERA_3 \
    "public tools that read the export since 2025, some on real zips of Japan, Australia and Germany"
#define SEEN "2026-11"

const struct format_row format_list[] = {
    {"amazon-orders-3", "Amazon 注文履歴（Order History.csv）", "Amazon: Order History.csv",
     "amazon", BASIS_REAL, ERA_3, SEEN, 'H'},
    {"amazon-digital-3", "Amazon デジタル注文（Digital Content Orders.csv）",
     "Amazon: Digital Content Orders.csv", "amazon", BASIS_REAL, ERA_3, SEEN, 'H'},
    {"amazon-digital-returns-3", "Amazon デジタル注文の返金（Digital Returns.csv）",
     "Amazon: Digital Returns.csv", "amazon", BASIS_DESCRIPTION, ERA_3, SEEN, 'M'},
    {"amazon-refunds-3", "Amazon 返金（Refund Details.csv）", "Amazon: Refund Details.csv",
     "amazon", BASIS_REAL, ERA_3, SEEN, 'H'},
    {"amazon-returns-3", "Amazon 返品の状況（Returns Status.csv）", "Amazon: Returns Status.csv",
     "amazon", BASIS_DESCRIPTION, ERA_3, SEEN, 'M'},
    {"amazon-replacements-3", "Amazon 交換品（Replacement Orders.csv）",
     "Amazon: Replacement Orders.csv", "amazon", BASIS_DESCRIPTION, ERA_3, SEEN, 'M'},
    {"amazon-orders-2", "Amazon 注文履歴（Retail.OrderHistory.N.csv）",
     "Amazon: Retail.OrderHistory.N.csv", "amazon", BASIS_REAL, ERA_2, SEEN, 'H'},
    {"amazon-digital-items-2", "Amazon デジタル注文の品目（Digital Items.csv）",
     "Amazon: Digital Items.csv", "amazon", BASIS_REAL, ERA_2, SEEN, 'M'},
    {"amazon-digital-orders-2", "Amazon デジタル注文（Digital Orders.csv）",
     "Amazon: Digital Orders.csv", "amazon", BASIS_REAL, ERA_2, SEEN, 'M'},
    {"amazon-digital-monetary-2", "Amazon デジタル注文の金額（Digital Orders Monetary.csv）",
     "Amazon: Digital Orders Monetary.csv", "amazon", BASIS_REAL, ERA_2, SEEN, 'M'},
    {"amazon-refunds-2", "Amazon 返金（Retail.OrdersReturned.Payments.N.csv）",
     "Amazon: Retail.OrdersReturned.Payments.N.csv", "amazon", BASIS_FIXTURE, ERA_2, SEEN, 'M'},
    {"amazon-returns-2", "Amazon 返品（Retail.OrdersReturned.N.csv）",
     "Amazon: Retail.OrdersReturned.N.csv", "amazon", BASIS_FIXTURE, ERA_2, SEEN, 'M'},
    {"amazon-customer-returns-2", "Amazon 返品（Retail.CustomerReturns.N.csv）",
     "Amazon: Retail.CustomerReturns.N.csv", "amazon", BASIS_FIXTURE, ERA_2, SEEN, 'M'},
    {"amazon-subscriptions-2", "Amazon 定期購入（Digital.Subscriptions）",
     "Amazon: Digital.Subscriptions", "amazon", BASIS_FIXTURE, ERA_2, SEEN, 'M'},
    {"amazon-billing-2", "Amazon 定期購入の請求と返金（Billing and Refunds Data.csv）",
     "Amazon: Billing and Refunds Data.csv", "amazon", BASIS_DESCRIPTION, ERA_2, SEEN, 'L'},
    {"amazon-audible-billings-2", "Amazon Audibleの会費（Audible.MembershipBillings.csv）",
     "Amazon: Audible.MembershipBillings.csv", "amazon", BASIS_FIXTURE, ERA_2, SEEN, 'M'},
    {"amazon-audible-purchases-2", "Amazon Audibleの購入（Audible.PurchaseHistory.csv）",
     "Amazon: Audible.PurchaseHistory.csv", "amazon", BASIS_DESCRIPTION, ERA_2, SEEN, 'L'},
    {"amazon-instruments-2", "Amazon 支払い方法（PaymentOptions.PaymentInstruments.csv）",
     "Amazon: PaymentOptions.PaymentInstruments.csv", "amazon", BASIS_FIXTURE, ERA_2, SEEN, 'M'},
    {"amazon-devices-2", "Amazon 端末の登録（Devices.Registration）",
     "Amazon: Devices.Registration", "amazon", BASIS_DESCRIPTION, ERA_2, SEEN, 'L'},
    {"amazon-apps-2", "Amazon アプリの登録（MobileApplications.csv）",
     "Amazon: Retail.OutboundNotifications.MobileApplications.csv", "amazon", BASIS_DESCRIPTION,
     ERA_2, SEEN, 'L'},
    {"amazon-audible-devices-2", "Amazon Audibleの端末（Audible.DevicesActivations.csv）",
     "Amazon: Audible.DevicesActivations.csv", "amazon", BASIS_DESCRIPTION, ERA_2, SEEN, 'L'},
    {"amazon-sign-ins-2", "Amazon サインイン（Retail.AuthenticationTokens.json）",
     "Amazon: Retail.AuthenticationTokens.json", "amazon", BASIS_DESCRIPTION, ERA_2, SEEN, 'L'},
    {"amazon-video-places-2", "Amazon Prime Videoの視聴地域（LocationData.csv）",
     "Amazon: Digital.PrimeVideo.LocationData.csv", "amazon", BASIS_DESCRIPTION, ERA_2, SEEN, 'L'},
    {"amazon-items-1", "Amazon 注文履歴レポート（Items、2023年まで）",
     "Amazon: Order History Reports, Items", "amazon", BASIS_FIXTURE, ERA_1, SEEN, 'H'},
    {"amazon-shipments-1", "Amazon 注文履歴レポート（Orders and Shipments、2023年まで）",
     "Amazon: Order History Reports, Orders and Shipments", "amazon", BASIS_FIXTURE, ERA_1, SEEN,
     'H'},
    {"amazon-refunds-1", "Amazon 注文履歴レポート（Refunds、2023年まで）",
     "Amazon: Order History Reports, Refunds", "amazon", BASIS_FIXTURE, ERA_1, SEEN, 'H'},
    {"order-filter", "アマゾン注文履歴フィルタ（CSV）",
     "browser script アマゾン注文履歴フィルタ, CSV", "export", BASIS_FIXTURE,
     "fixtures of yukihiko-shinoda/zaim-csv-converter", SEEN, 'H'},
    {"azad-orders", "azad（注文）", "browser extension azad, orders", "export", BASIS_DESCRIPTION,
     "source code of philipmulcahy/azad", SEEN, 'M'},
    {"azad-items", "azad（品目）", "browser extension azad, items", "export", BASIS_DESCRIPTION,
     "source code of philipmulcahy/azad", SEEN, 'M'},
    {"azad-transactions", "azad（取引）", "browser extension azad, transactions", "export",
     BASIS_DESCRIPTION, "source code of philipmulcahy/azad", SEEN, 'M'},
    {"amazon-orders-py-orders", "amazon-orders（Python、注文）", "amazon-orders (Python), orders",
     "export", BASIS_DESCRIPTION, "source code of alexdlaird/amazon-orders", SEEN, 'M'},
    {"amazon-orders-py-transactions", "amazon-orders（Python、取引）",
     "amazon-orders (Python), transactions", "export", BASIS_DESCRIPTION,
     "source code of alexdlaird/amazon-orders", SEEN, 'M'},
    {"ofx-1", "OFX、QFX（SGML形式）", "OFX and QFX, SGML form", "interchange", BASIS_FIXTURE,
     "OFX 1.x; fixtures of ofxtools", SEEN, 'H'},
    {"ofx-2", "OFX、QFX（XML形式）", "OFX and QFX, XML form", "interchange", BASIS_FIXTURE,
     "OFX 2.x; fixtures of ofxtools", SEEN, 'H'},
    {"qif", "QIF", "QIF", "interchange", BASIS_DESCRIPTION, "the format's description", SEEN, 'M'},
    {"zip", "これらを収めたzip（zipの中のzipも）",
     "zip files of any of these, also inside each other", "archive", BASIS_REAL,
     "PKWARE APPNOTE, by libzip", SEEN, 'H'},
    {"mail", "メール（.eml、mbox、Maildir）", "mails: .eml, mbox, Maildir", "mail",
     BASIS_DESCRIPTION, "RFC 5322, RFC 2045, RFC 4155", SEEN, 'H'},
    {"typed", "入力または貼り付けた明細行（日付・名前・金額の順は自由）",
     "lines typed or pasted: date, name and amount in any order", "typed", BASIS_REAL,
     "mioboe's own", SEEN, 'H'},
    {.id = NULL},
};

struct slice format_basis_name(enum profile_basis basis)
{
    static const struct slice names[] = {
        [BASIS_REAL] = {"real", 4},
        [BASIS_FIXTURE] = {"fixture", 7},
        [BASIS_DESCRIPTION] = {"description", 11},
    };

    return names[basis];
}

struct slice format_kind_name(enum profile_kind kind)
{
    static const struct slice names[] = {
        [PROFILE_CARD] = {"card", 4},
        [PROFILE_BANK] = {"bank", 4},
        [PROFILE_WALLET] = {"wallet", 6},
        [PROFILE_AGGREGATOR] = {"aggregator", 10},
    };

    return names[kind];
}
