#!/usr/bin/python3
"""Make the golden pairs of Amazon's exports: NAME.csv, NAME.in or NAME.zip, and NAME.json.

    tests/golden/amazon/make.py [FOLDER]

What each file must give was written down here by hand, from the rules in docs/api/records.md and not
from the output of the program. Everything is invented: names, numbers, addresses, order numbers.
"""

import csv
import io
import json
import os
import sys
import zipfile

HERE = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
BOM = b"\xef\xbb\xbf"
NA, NAP = "Not Available", "Not Applicable"

# ---------------------------------------------------------------- headers, as Amazon writes them

ORDERS_3 = ["ASIN", "Billing Address", "Carrier Name & Tracking Number", "Currency", "Gift Message",
            "Gift Recipient Contact", "Gift Sender Name", "Item Serial Number", "Order Date",
            "Order ID", "Order Status", "Original Quantity", "Payment Method Type",
            "Product Condition", "Product Name", "Purchase Order Number", "Ship Date",
            "Shipment Item Subtotal", "Shipment Item Subtotal Tax", "Shipment Status",
            "Shipping Address", "Shipping Charge", "Shipping Option", "Total Amount",
            "Total Discounts", "Unit Price", "Unit Price Tax", "Website"]
ORDERS_2 = ["Website", "Order ID", "Order Date", "Purchase Order Number", "Currency", "Unit Price",
            "Unit Price Tax", "Shipping Charge", "Total Discounts", "Total Owed",
            "Shipment Item Subtotal", "Shipment Item Subtotal Tax", "ASIN", "Product Condition",
            "Quantity", "Payment Instrument Type", "Order Status", "Shipment Status", "Ship Date",
            "Shipping Option", "Shipping Address", "Billing Address",
            "Carrier Name & Tracking Number", "Product Name", "Gift Message", "Gift Sender Name",
            "Gift Recipient Contact Details"]
ITEMS_1 = ["Order Date", "Order ID", "Title", "Category", "ASIN/ISBN", "UNSPSC Code", "Website",
           "Release Date", "Condition", "Seller", "Seller Credentials", "List Price Per Unit",
           "Purchase Price Per Unit", "Quantity", "Payment Instrument Type",
           "Purchase Order Number", "PO Line Number", "Ordering Customer Email", "Shipment Date",
           "Shipping Address Name", "Shipping Address Street 1", "Shipping Address Street 2",
           "Shipping Address City", "Shipping Address State", "Shipping Address Zip",
           "Order Status", "Carrier Name & Tracking Number", "Item Subtotal", "Item Subtotal Tax",
           "Item Total", "Tax Exemption Applied", "Tax Exemption Type", "Exemption Opt-Out",
           "Buyer Name", "Currency", "Group Name"]
SHIPMENTS_1 = ["Order Date", "Order ID", "Payment Instrument Type", "Website",
               "Purchase Order Number", "Ordering Customer Email", "Shipment Date",
               "Shipping Address Name", "Shipping Address Street 1", "Shipping Address Street 2",
               "Shipping Address City", "Shipping Address State", "Shipping Address Zip",
               "Order Status", "Carrier Name & Tracking Number", "Subtotal", "Shipping Charge",
               "Tax Before Promotions", "Total Promotions", "Tax Charged", "Total Charged",
               "Buyer Name", "Group Name"]
REFUNDS_1 = ["Order ID", "Order Date", "Title", "Category", "ASIN/ISBN", "Website",
             "Purchase Order Number", "Refund Date", "Refund Condition", "Refund Amount",
             "Refund Tax Amount", "Tax Exemption Applied", "Refund Reason", "Quantity", "Seller",
             "Seller Credentials", "Buyer Name", "Group Name"]
REFUNDS_3 = ["Creation Date", "Currency", "Direct Debit Refund Amount", "Disbursement Type",
             "Order ID", "Payment Status", "Quantity", "Refund Amount", "Refund Date",
             "Reversal Amount State", "Reversal Reason", "Reversal Status", "Website"]
REFUNDS_2 = ["OrderID", "ReversalID", "RefundCompletionDate", "Currency", "AmountRefunded",
             "Status", "DisbursementType"]
RETURNS_2 = ["OrderID", "ReversalID", "CreationDate", "ReversalStatus", "ReversalReason",
             "ReversalAmountState"]
CUSTOMER_RETURNS_2 = ["OrderId", "ContractId", "DateOfReturn", "ReturnAmount",
                      "ReturnAmountCurrency", "ReturnReason", "Resolution"]
RETURNS_3 = ["Carrier Package ID", "Contract ID", "Date of Return", "Order ID",
             "Replacement Order", "Return Amount", "Return Amount Currency",
             "Return Creation Date", "Return Reason", "Return Resolution"]
REPLACEMENTS_3 = ["Order ID", "Replacement Order ID"]
DIGITAL_3 = ["ASIN", "Affected Item Quantity", "Alternative Order Providing Payment",
             "Base Currency", "Base Currency Code", "Billing Address", "Claim Code",
             "Component Type", "Country Code", "Customer Declared Address",
             "Declared Country Code", "Delivery Date", "Delivery Packet ID", "Delivery Status",
             "Digital Order Item Attributes", "Digital Order Item ID",
             "Does Order Depend On Another Order", "FX Currency Code", "FX Transaction Amount",
             "Fulfilled Date", "Fulfillment Mobile Number", "Fullfilment Status",
             "Gift Claim Date", "Gift Customer Nickname", "Gift Email", "Gift Item",
             "Gift Message", "Gift Redemption", "Installment Our Price",
             "Installment Our Price Plus Tax", "Installment Price Currency Code",
             "Installment Price Plus Tax Currency Code", "Is Order A Preorder",
             "Is Order Eligible For Prime Benefit", "Is Order Free Replacement",
             "Item Fulfilled", "Item Merged From Another Order", "List Price Amount",
             "List Price Currency Code", "List Price Tax Amount", "List Price Tax Currency Code",
             "Marketplace", "Offer Type Code", "Offering SKU", "Order Date", "Order ID",
             "Order Status", "Ordering Customer Nickname", "Original Quantity",
             "Paid By Other Customer", "Payment Information",
             "Previously Paid Digital Order Item ID", "PreviouslyPaidOrderId", "Price",
             "Price Currency Code", "Price Tax", "Price Tax Currency Code", "Product Name",
             "Publisher", "Quantity Ordered", "Recharge Amount", "Recharge Amount Currency Code",
             "Recipient Email", "Related Physical Order ID", "Seller Of Record", "Session ID",
             "Ship From", "Ship To", "Shipping Address", "Shopping Marketplace ID",
             "Subscription Order Info List", "Subscription Order Type",
             "Third Party Display Currency Code", "Third Party Display Price",
             "Transaction Amount", "Unique Browser ID"]
DIGITAL_RETURNS_3 = ["ASIN", "Amount Refunded", "Base Currency", "Digital Order Item ID",
                     "Monetary Component Type", "Order ID", "Processing Successful",
                     "Product Name", "Reason Code", "Return Date", "Return Status",
                     "Transaction Amount"]
DIGITAL_ITEMS_2 = ["ASIN", "Title", "OrderId", "DigitalOrderItemId", "DeclaredCountryCode",
                   "BaseCurrencyCode", "FulfilledDate", "IsFulfilled", "Marketplace", "OrderDate",
                   "OriginalQuantity", "OurPrice", "OurPriceCurrencyCode", "OurPriceTax",
                   "OurPriceTaxCurrencyCode", "SellerOfRecord", "Publisher",
                   "ThirdPartyDisplayPrice", "ThirdPartyDisplayCurrencyCode", "ListPriceAmount",
                   "ListPriceCurrencyCode", "ListPriceTaxAmount", "ListPriceTaxCurrencyCode",
                   "GiftItem", "OrderingCustomerNickname", "GiftCustomerNickname", "GiftMessage",
                   "GiftEmail", "RecipientEmail", "GiftRedemption",
                   "ItemMergedFromAnotherOrder", "QuantityOrdered", "ItemFulfilled", "ShipFrom",
                   "ShipTo", "IsOrderEligibleForPrimeBenefit", "OfferingSKU",
                   "FulfillmentMobileNumber", "RechargeAmount", "RechargeAmountCurrencyCode",
                   "SubscriptionOrderInfoList", "PreviouslyPaidDigitalOrderItemId",
                   "PreviouslyPaidOrderId", "InstallmentOurPrice", "InstallmentOurPricePlusTax",
                   "DigitalOrderItemAttributes", "InstallmentOurPriceCurrencyCode",
                   "InstallmentOurPricePlusTaxCurrencyCode"]
DIGITAL_ORDERS_2 = ["OrderId", "BillingAddress", "ShippingAddress", "CustomerDeclaredAddress",
                    "OrderStatus", "Marketplace", "IsOrderFreeReplacement", "IsOrderAPreorder",
                    "DoesOrderDependOnAnotherOrder", "OrderingLocationCountry", "OrderDate",
                    "RelatedPhysicalOrderId", "ShoppingMarketplaceId", "PaidByOtherCustomer",
                    "MultifactorAuthenticationStatus (depreciated)", "SubscriptionOrderType",
                    "AlternativeOrderProvidingPayment", "PaymentInformation", "DeliveryPacketId",
                    "DeliveryStatus", "DeliveryDate", "GiftClaimDate", "SessionId",
                    "UniqueBrowserId"]
DIGITAL_MONETARY_2 = ["DigitalOrderItemId", "DeliveryPacketId", "AffectedItemQuantity",
                      "TransactionAmount", "BaseCurrencyCode", "ClaimCode", "FXTransactionAmount",
                      "FXCurrencyCode", "MonetaryComponentTypeCode", "OfferTypeCode"]
SUBSCRIPTIONS_2 = ["SubscriptionId", "BaseSubscriptionId", "ShippingAddress", "Marketplace",
                   "SubscriptionPlanId", "SubscriptionStatus", "SubscriptionStatusDate",
                   "ActivePaymentPlanId", "Autorenew", "SubscriptionStartDate",
                   "WalletCyclingPreferenceEnabled", "ServiceProvider", "RecordVersionNumber",
                   "ContractTimeInterval", "Version", "HaveSubscriptionProblem",
                   "MaxNumOfBeneficiaries", "ScheduledResumeDateForPausedSubscription",
                   "CurrentPlanGifted", "BillingScheduleId", "NextBillDate", "NextBillAmount",
                   "BaseCurrencyCode", "CurrentBillingPeriod", "BillingPeriodStartDate",
                   "CurrentContractPeriod", "ContractPeriodStartDate", "ContractEndDate"]
AUDIBLE_2 = ["TaxCreateDate", "BillingPeriodEndDate", "BillingPeriodStartDate",
             "StatusLastupdatedDate", "BaseAmount", "Tax", "TotalAmount", "Currency", "Type",
             "Plan", "PlanBillingFreq", "PlanBillingFee", "OfferName", "OfferType",
             "TransactionId", "SubscriptionIdentifier", "PlanSelectionIdentifier",
             "MerchantName", "TaxReason", "Status"]
AUDIBLE_SPACED = ["Tax Create Date", "Billing Period End Date", "Billing Period Start Date",
                  "Status Last Updated Date", "Base Amount", "Tax", "Total Amount", "Currency",
                  "Type", "Plan", "Plan Billing Freq", "Plan Billing Fee", "Offer Name",
                  "Offer Type", "Merchant Name", "Tax Reason", "Status"]
AUDIBLE_PURCHASES = ["Order Place Date", "Order Fulfill Date", "Order Settle Date", "Order ID",
                     "Status", "Type", "Preorder Desc", "Sale Type Desc", "Royalty Sale Type",
                     "Regular Price", "Units", "Discount", "Consumed Credit",
                     "Price Paid Member", "Tax Rate", "Tax", "Partner Revenue", "Net Sales",
                     "Net Price", "Currency", "Product Name", "ASIN", "Action", "Whispersync"]
FILTER = ["注文日", "注文番号", "商品名", "付帯情報", "価格", "個数", "商品小計", "注文合計", "お届け先", "状態",
          "請求先", "請求額", "クレカ請求日", "クレカ請求額", "クレカ種類", "注文概要URL", "領収書URL", "商品URL"]
AZAD_ORDERS = ["order id", "order url", "items", "to", "date", "total", "shipping",
               "shipping_refund", "gift", "VAT", "refund", "payments", "invoice"]
AZAD_ITEMS = ["order id", "order url", "order date", "quantity", "description", "item url",
              "price", "subscribe & save", "ASIN", "category"]
AZAD_TRANSACTIONS = ["date", "order ids", "order urls", "vendor", "card_details", "amount"]

# ---------------------------------------------------------------- writing


def table(header, rows, bom=False, crlf=True, quote_all=False, delimiter=","):
    """A CSV file. A row is a dict (other cells empty) or a list."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if crlf else "\n",
                        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(header)
    for row in rows:
        if isinstance(row, dict):
            for name in row:
                assert name in header, name
            row = [row.get(name, row.get("*", "")) for name in header]
        writer.writerow(row)
    return (BOM if bom else b"") + out.getvalue().encode("utf-8")


def star(row, filling):
    """A row whose cells that are not named hold ${filling}."""
    return {**row, "*": filling}


def table_star(header, rows, filling, **how):
    """As table(), where cells that are not named hold ${filling}."""
    return table(header, [[row.get(name, filling) for name in header] for row in rows], **how)


def zipped(members):
    """A zip of (name, bytes); a name may be bytes, for one that is not UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2026, 11, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def source(path, form, records, set_aside, encoding="utf-8", problem=None):
    """A source; ${problem} says for people why the exit status is 2."""
    told = {"path": path, "format": form, "encoding": encoding, "account": None, "covers": None,
            "records": records, "set_aside": [{"line": n, "reason": r} for n, r in set_aside],
            "total_check": None}
    return {**told, "problem": problem} if problem else told


NOUNS = ["order_lines", "shipments", "orders", "digitals", "refunds", "transactions",
         "subscriptions", "billings", "instruments", "replacements", "account_events"]


def save(name, data, sources, **records):
    """Write the pair NAME (with its ending) and its JSON."""
    document = {"schema": "mioboe.records/1", "sources": sources}
    for noun in NOUNS:
        if records.get(noun):
            document[noun] = records.pop(noun)
    assert not records, records
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)
    with open(os.path.join(HERE, name.rsplit(".", 1)[0] + ".json"), "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")


def pay(*cards, card=None, gift=False):
    return {"cards": list(cards), "card": bool(cards) if card is None else card, "gift": gift}


NOTHING = pay()


def order_line(path, line, order_id, **told):
    made = {"path": path, "line": line, "order_id": order_id, "asin": None, "title": None,
            "website": None, "ordered": None, "shipped": None, "shipped_too": None, "total": None,
            "subtotal": None, "subtotal_tax": None, "postage": None, "discount": None,
            "unit_price": 0, "quantity": 1, "currency": "JPY", "payment": NOTHING,
            "cancelled": False, "subscribe_save": False, "postcode": None}
    return with_told(made, told)


def with_told(made, told):
    for name in told:
        assert name in made, name
    return {**made, **told}


def shipment(path, line, order_id, **told):
    return with_told({"path": path, "line": line, "order_id": order_id, "website": None,
                      "ordered": None, "shipped": None, "charged": None, "currency": "USD",
                      "payment": NOTHING, "cancelled": False}, told)


def order(path, line, order_id, **told):
    return with_told({"path": path, "line": line, "order_id": order_id, "title": None,
                      "ordered": None, "total": None, "billed": None, "points": 0, "gift": 0,
                      "postage": 0, "discount": 0, "currency": "JPY", "payment": NOTHING,
                      "digital": False, "cancelled": False}, told)


def digital(path, line, **told):
    return with_told({"path": path, "line": line, "order_id": None, "item_id": None, "asin": None,
                      "title": None, "seller": None, "component": None, "subscription": None,
                      "ordered": None, "fulfilled": None, "amount": None, "is_listed": False,
                      "currency": "JPY", "payment": NOTHING, "free_replacement": False,
                      "preorder": False, "paid_by_other": False, "cancelled": False}, told)


def refund(path, line, order_id, **told):
    return with_told({"path": path, "line": line, "order_id": order_id, "title": None,
                      "reason": None, "item_id": None, "component": None, "method": None,
                      "status": None, "created": None, "day": None, "amount": None,
                      "currency": "JPY", "kind": "paid", "to_gift": False, "completed": False},
                     told)


def transaction(path, line, order_id, **told):
    return with_told({"path": path, "line": line, "order_id": order_id, "order_ids": None,
                      "vendor": None, "title": None, "day": None, "amount": 0, "currency": "JPY",
                      "last4": None, "gift": False, "pending": False}, told)


def subscription(path, line, number, **told):
    return with_told({"path": path, "line": line, "id": number, "title": None, "status": None,
                      "provider": None, "period": None, "started": None, "next_bill": None,
                      "ended": None, "next_amount": None, "renews": False, "currency": "JPY"},
                     told)


def billing(path, line, **told):
    return with_told({"path": path, "line": line, "id": None, "subscription": None,
                      "order_id": None, "title": None, "day": None, "period_from": None,
                      "period_until": None, "amount": None, "declined": False,
                      "currency": "JPY"}, told)


# ---------------------------------------------------------------- era 3

ADDRESS = "見本 花子 東京都千代田区丸の内9-9-9 100-0005 Japan"


def row_3(asin, ordered, order_id, shipped, total, title, *, subtotal, tax, postage="0",
          discount="0", price, price_tax, pay="Visa - 5171", quantity="1", status="Closed",
          shipment="Shipped", option="next-jp", website="Amazon.co.jp", currency="JPY",
          message=NA):
    return {"ASIN": asin, "Billing Address": ADDRESS, "Currency": currency,
            "Carrier Name & Tracking Number": "ヤマト運輸(400000000001)",
            "Gift Message": message, "Order Date": ordered, "Order ID": order_id,
            "Order Status": status, "Original Quantity": quantity, "Payment Method Type": pay,
            "Product Condition": "New", "Product Name": title, "Ship Date": shipped,
            "Shipment Item Subtotal": subtotal, "Shipment Item Subtotal Tax": tax,
            "Shipment Status": shipment, "Shipping Address": ADDRESS, "Shipping Charge": postage,
            "Shipping Option": option, "Total Amount": total, "Total Discounts": discount,
            "Unit Price": price, "Unit Price Tax": price_tax, "Website": website}


ORDERS_3_ROWS = [
    # line 2: two lines of one shipment repeat its sums; 15:30 UTC is the next day in Japan
    row_3("B00EXAMPL1", "2026-07-31T14:59:59Z", "250-1111111-1111111", "2026-08-01T15:30:00Z",
          "1100", "卓上ライト, 白", subtotal="2000", tax="200", price="1000", price_tax="100"),
    row_3("B00EXAMPL2", "2026-07-31T14:59:59Z", "250-1111111-1111111", "2026-08-01T15:30:00Z",
          "1100", "卓上ライト \"黒\"", subtotal="2000", tax="200", price="1000", price_tax="100"),
    # line 4: literal apostrophes, thousands, gift balance first
    row_3("B00EXAMPL3", "2026-08-02T01:02:03Z", "250-2222222-2222222",
          "2026-08-03T00:00:00.123Z", "'1,495'", "Blanket 150x200", subtotal="'1,500'", tax="150",
          discount="'-155'", price="'1,500'", price_tax="150",
          pay="Gift Certificate/Card and Visa - 5171"),
    # line 5: two boxes; two cards in the cell; a gift message of three lines
    row_3("B00EXAMPL4", "2026-08-04T00:00:00Z", "250-3333333-3333333",
          "2026-08-06T03:00:00Z and 2026-08-05T03:00:00Z", "9900", "本棚", subtotal="9000",
          tax="900", price="4500", price_tax="450", quantity="2", shipment="Shipped and Shipped",
          pay="Visa - 2335 and Gift Certificate/Card",
          message="おめでとう\r\nまたね,\n\"花子\""),
    # line 8: quantity 0 still carries money
    row_3("B00EXAMPL5", "2026-08-05T00:00:00Z", "250-4444444-4444444", NA, "780", "取消の品",
          subtotal=NA, tax=NA, postage=NA, discount=NA, price="709", price_tax="71", quantity="0",
          pay=NA, shipment=NA),
    # line 9: cancelled
    row_3("B00EXAMPL6", "2026-08-05T00:00:00Z", "250-4444444-5555555", NA, "0", "取消の品 2",
          subtotal="0", tax="0", price="500", price_tax="50", status="Cancelled", shipment=NA,
          pay="Visa"),
    # lines 10 and 11: the same thing bought twice is two lines
    row_3("B00EXAMPL7", "2026-08-07T00:00:00Z", "250-6666666-6666666", "2026-08-08T00:00:00Z",
          "330", "乾電池", subtotal="600", tax="60", price="300", price_tax="30",
          option="std-sns-us"),
    row_3("B00EXAMPL7", "2026-08-07T00:00:00Z", "250-6666666-6666666", "2026-08-08T00:00:00Z",
          "330", "乾電池", subtotal="600", tax="60", price="300", price_tax="30",
          option="std-sns-us"),
    # line 12: no amount at all; not sent
    row_3("B00EXAMPL8", "2026-08-09T00:00:00Z", "250-7777777-7777777", NA, NAP, "予約の品",
          subtotal=NAP, tax=NAP, postage=NAP, discount=NAP, price=NAP, price_tax=NAP,
          status="New", shipment=NA),
    # line 13: another shop, another currency
    row_3("B00EXAMPL9", "2026-08-10T12:00:00Z", "302-8888888-8888888", "2026-08-11T12:00:00Z",
          "1,234.56", "Lampe", subtotal="1,037.45", tax="197.11", price="1,037.45",
          price_tax="197.11", pay="Visa", website="Amazon.de", currency="EUR"),
]


def orders_3_truth(path):
    def line(n, order_id, **told):
        return order_line(path, n, order_id, **{"website": "Amazon.co.jp", "postcode": "100-0005",
                                                **told})
    return [
        line(2, "250-1111111-1111111", asin="B00EXAMPL1", title="卓上ライト, 白",
             ordered="2026-07-31", shipped="2026-08-02", total=1100, subtotal=2000,
             subtotal_tax=200, postage=0, discount=0, unit_price=1000, payment=pay("5171")),
        line(3, "250-1111111-1111111", asin="B00EXAMPL2", title='卓上ライト "黒"',
             ordered="2026-07-31", shipped="2026-08-02", total=1100, subtotal=2000,
             subtotal_tax=200, postage=0, discount=0, unit_price=1000, payment=pay("5171")),
        line(4, "250-2222222-2222222", asin="B00EXAMPL3", title="Blanket 150x200",
             ordered="2026-08-02", shipped="2026-08-03", total=1495, subtotal=1500,
             subtotal_tax=150, postage=0, discount=155, unit_price=1500,
             payment=pay("5171", gift=True)),
        line(5, "250-3333333-3333333", asin="B00EXAMPL4", title="本棚", ordered="2026-08-04",
             shipped="2026-08-05", shipped_too="2026-08-06", total=9900, subtotal=9000,
             subtotal_tax=900, postage=0, discount=0, unit_price=4500, quantity=2,
             payment=pay("2335", gift=True)),
        line(8, "250-4444444-4444444", asin="B00EXAMPL5", title="取消の品", ordered="2026-08-05",
             total=780, unit_price=709, quantity=0, cancelled=True),
        line(9, "250-4444444-5555555", asin="B00EXAMPL6", title="取消の品 2", ordered="2026-08-05",
             total=0, subtotal=0, subtotal_tax=0, postage=0, discount=0, unit_price=500,
             payment=pay(card=True), cancelled=True),
        line(10, "250-6666666-6666666", asin="B00EXAMPL7", title="乾電池", ordered="2026-08-07",
             shipped="2026-08-08", total=330, subtotal=600, subtotal_tax=60, postage=0,
             discount=0, unit_price=300, payment=pay("5171"), subscribe_save=True),
        line(11, "250-6666666-6666666", asin="B00EXAMPL7", title="乾電池", ordered="2026-08-07",
             shipped="2026-08-08", total=330, subtotal=600, subtotal_tax=60, postage=0,
             discount=0, unit_price=300, payment=pay("5171"), subscribe_save=True),
        line(12, "250-7777777-7777777", asin="B00EXAMPL8", title="予約の品", ordered="2026-08-09",
             payment=pay("5171")),
        line(13, "302-8888888-8888888", asin="B00EXAMPL9", title="Lampe", ordered="2026-08-10",
             shipped="2026-08-11", total=123456, subtotal=103745, subtotal_tax=19711, postage=0,
             discount=0, unit_price=103745, currency="EUR", payment=pay(card=True),
             website="Amazon.de"),
    ]


def make_orders_3():
    # 28 columns, byte order mark, CRLF
    save("orders-3.csv", table_star(ORDERS_3, ORDERS_3_ROWS, NA, bom=True),
         [source("orders-3.csv", "amazon-orders-3", 10, [(1, "header")])],
         order_lines=orders_3_truth("orders-3.csv"))
    # 29 columns with Department, another order, no mark, LF
    header = ["Department"] + list(reversed(ORDERS_3))
    save("orders-3-department.csv", table_star(header, ORDERS_3_ROWS, NA, crlf=False),
         [source("orders-3-department.csv", "amazon-orders-3", 10, [(1, "header")])],
         order_lines=orders_3_truth("orders-3-department.csv"))
    # 27 columns: without Item Serial Number
    header = [name for name in ORDERS_3 if name != "Item Serial Number"]
    name = "orders-3-short.csv"
    save(name, table_star(header, ORDERS_3_ROWS[:2], NA),
         [source(name, "amazon-orders-3", 2, [(1, "header")])],
         order_lines=orders_3_truth(name)[:2])
    # a blank line, an amount that is none, a row without a number
    name = "orders-3-damaged.csv"
    bad = dict(ORDERS_3_ROWS[0], **{"Total Amount": "1１x00"})
    none = dict(ORDERS_3_ROWS[0], **{"Order ID": ""})
    text = table_star(ORDERS_3, [ORDERS_3_ROWS[0], bad, none], NA)
    head, first, rest = text.split(b"\r\n", 2)
    save(name, head + b"\r\n" + first + b"\r\n\r\n" + rest,
         [source(name, "amazon-orders-3", 1, [(1, "header"), (3, "blank"), (4, "unreadable"),
                                              (5, "unreadable")], problem="an amount")],
         order_lines=orders_3_truth(name)[:1])
    # cut short inside the gift message of the row that begins on line 5
    name = "orders-3-cut.csv"
    text = table_star(ORDERS_3, ORDERS_3_ROWS, NA)
    save(name, text[:text.index("またね".encode()) + 9],
         [source(name, "amazon-orders-3", 3, [(1, "header"), (5, "unreadable")], problem="cut short")],
         order_lines=orders_3_truth(name)[:3])
    # cut short between two cells of line 3
    name = "orders-3-cut-row.csv"
    text = table_star(ORDERS_3, ORDERS_3_ROWS[:2], NA)
    save(name, text[:text.rindex(b"2026-08-01")],
         [source(name, "amazon-orders-3", 1, [(1, "header"), (3, "unreadable")], problem="cut short")],
         order_lines=orders_3_truth(name)[:1])
    # Total Amount has another name now
    name = "orders-3-changed.csv"
    header = ["Grand Sum" if n == "Total Amount" else n for n in ORDERS_3]
    rows = [{("Grand Sum" if k == "Total Amount" else k): v for k, v in row.items()}
            for row in ORDERS_3_ROWS[:2]]
    save(name, table_star(header, rows, NA), [source(name, "amazon-orders-3", 0, [],
                                                              problem="header changed")])


def make_refunds_3():
    name = "refunds-3.csv"

    def row(created, kind, order_id, amount, day, status="Completed", debit="0",
            reason="Customer Return", currency="JPY"):
        return {"Creation Date": created, "Currency": currency, "Direct Debit Refund Amount": debit,
                "Disbursement Type": kind, "Order ID": order_id, "Payment Status": status,
                "Quantity": "1", "Refund Amount": amount, "Refund Date": day,
                "Reversal Amount State": "Final", "Reversal Reason": reason,
                "Reversal Status": "Completed", "Website": "Amazon.co.jp"}
    rows = [
        row("2026-06-29T22:00:52.027Z", "Refund", "250-1111111-1111111", "200",
            "2026-07-01T16:02:06.468Z"),
        row("2026-06-29T22:00:52.027Z", "Refund", "250-1111111-1111111", "200",
            "2026-07-01T16:02:06.468Z"),
        row("2026-07-02T01:00:00Z", "Gift Card", "250-2222222-2222222", "1,980",
            "2026-07-03T01:00:00Z"),
        row("2026-07-02T01:00:00Z", "Refund", "250-3333333-3333333", "500", NAP, "Pending"),
        row("2026-07-02T01:00:00Z", "Refund", "250-4444444-4444444", NA, "2026-07-03T01:00:00Z",
            debit="750"),
    ]
    made = [
        refund(name, 2, "250-1111111-1111111", reason="Customer Return", method="Refund",
               status="Completed", created="2026-06-30", day="2026-07-02", amount=200,
               completed=True),
        refund(name, 3, "250-1111111-1111111", reason="Customer Return", method="Refund",
               status="Completed", created="2026-06-30", day="2026-07-02", amount=200,
               completed=True),
        refund(name, 4, "250-2222222-2222222", reason="Customer Return", method="Gift Card",
               status="Completed", created="2026-07-02", day="2026-07-03", amount=1980,
               to_gift=True, completed=True),
        refund(name, 5, "250-3333333-3333333", reason="Customer Return", method="Refund",
               status="Pending", created="2026-07-02", amount=500),
        refund(name, 6, "250-4444444-4444444", reason="Customer Return", method="Refund",
               status="Completed", created="2026-07-02", day="2026-07-03", amount=750,
               completed=True),
    ]
    save(name, table(REFUNDS_3, rows, bom=True),
         [source(name, "amazon-refunds-3", 5, [(1, "header")])], refunds=made)


def make_returns_3():
    name = "returns-3.csv"
    rows = [["PKG1", "CONTRACT-1", "2026-07-04T13:01:12Z", "250-1111111-1111111", NAP, "1,431",
             "JPY", "2026-07-04T16:04:47Z", "Too large", "Refund"]]
    save(name, table(RETURNS_3, rows),
         [source(name, "amazon-returns-3", 1, [(1, "header")])],
         refunds=[refund(name, 2, "250-1111111-1111111", reason="Too large", item_id="CONTRACT-1",
                         status="Refund", created="2026-07-05", amount=1431, kind="return")])
    name = "replacements-3.csv"
    rows = [["250-1111111-1111111", "No Replacement Order ID"],
            ["250-2222222-2222222", "250-3333333-3333333"]]
    save(name, table(REPLACEMENTS_3, rows),
         [source(name, "amazon-replacements-3", 1, [(1, "header"), (2, "note")])],
         replacements=[{"path": name, "line": 3, "order_id": "250-2222222-2222222",
                        "replacement_id": "250-3333333-3333333"}])


def row_digital_3(order_id, item, component, amount, title, *, asin="B0DIGITAL1",
                  ordered="2026-03-03T16:00:00Z", pays="Visa-5171", kind=NAP, status="Completed",
                  price="980", **more):
    return {"ASIN": asin, "Affected Item Quantity": "1", "Base Currency": NA,
            "Base Currency Code": "JPY", "Component Type": component,
            "Digital Order Item ID": item, "Fulfilled Date": "2026-03-03T16:00:05Z",
            "Is Order A Preorder": "No", "Is Order Free Replacement": "No",
            "Marketplace": "www.amazon.co.jp", "Order Date": ordered, "Order ID": order_id,
            "Order Status": status, "Paid By Other Customer": "No", "Payment Information": pays,
            "Price": price, "Price Tax": price, "Product Name": title,
            "Seller Of Record": "Amazon Services International, Inc.",
            "Subscription Order Type": kind, "Transaction Amount": amount, **more}


def make_digital_3():
    name = "digital-3.csv"
    seller = "Amazon Services International, Inc."
    rows = [
        row_digital_3("D01-1111111-1111111", "item-a", "Price Amount", "891", "電子書籍 1"),
        row_digital_3("D01-1111111-1111111", "item-a", "Tax", "89", "電子書籍 1"),
        row_digital_3("D01-2222222-2222222", "item-b", "Price Amount", "600",
                      "Prime Membership Fee", asin="B079F245XY", kind="Subscription_Renewal",
                      pays="Visa-2222,MasterCard-1111"),
        # a credit of Audible pays for a book: the pair is nothing
        row_digital_3("D01-3333333-3333333", "item-c", "Price Amount", "1500", "朗読"),
        row_digital_3("D01-3333333-3333333", "item-c", "Price Amount", "-1500", "朗読"),
        row_digital_3("D01-4444444-4444444", "item-d", "Price Amount", NAP, "無料の品", pays=NA,
                      status="Cancelled",
                      **{"Is Order Free Replacement": "Yes", "Is Order A Preorder": "Yes",
                         "Paid By Other Customer": "Yes"}),
    ]

    def line(n, order_id, item, amount, title, **told):
        return digital(name, n, **{"order_id": order_id, "item_id": item, "asin": "B0DIGITAL1",
                                   "title": title, "seller": seller, "component": "Price Amount",
                                   "ordered": "2026-03-04", "fulfilled": "2026-03-04",
                                   "amount": amount, "payment": pay("5171"), **told})
    made = [
        line(2, "D01-1111111-1111111", "item-a", 891, "電子書籍 1"),
        line(3, "D01-1111111-1111111", "item-a", 89, "電子書籍 1", component="Tax"),
        line(4, "D01-2222222-2222222", "item-b", 600, "Prime Membership Fee", asin="B079F245XY",
             subscription="Subscription_Renewal", payment=pay("2222", "1111")),
        line(5, "D01-3333333-3333333", "item-c", 1500, "朗読"),
        line(6, "D01-3333333-3333333", "item-c", -1500, "朗読"),
        line(7, "D01-4444444-4444444", "item-d", None, "無料の品", payment=NOTHING,
             free_replacement=True, preorder=True, paid_by_other=True, cancelled=True),
    ]
    save(name, table_star(DIGITAL_3, rows, NAP, bom=True),
         [source(name, "amazon-digital-3", 6, [(1, "header")])], digitals=made)

    name = "digital-returns-3.csv"
    rows = [["B0DIGITAL1", "980", "JPY", "item-a", "Price Amount", "D01-1111111-1111111", "Yes",
             "電子書籍 1", "ACCIDENTAL", "2026-03-05T00:00:00Z", "Customer Return Complete", "891"],
            ["B0DIGITAL1", "980", "JPY", "item-a", "Tax", "D01-1111111-1111111", "Yes",
             "電子書籍 1", "ACCIDENTAL", "2026-03-05T00:00:00Z", "Customer Return Complete", "89"]]
    both = {"title": "電子書籍 1", "reason": "ACCIDENTAL", "item_id": "item-a", "day": "2026-03-05",
            "status": "Customer Return Complete", "completed": True}
    save(name, table(DIGITAL_RETURNS_3, rows),
         [source(name, "amazon-digital-returns-3", 2, [(1, "header")])],
         refunds=[refund(name, 2, "D01-1111111-1111111", component="Price Amount", amount=891,
                         **both),
                  refund(name, 3, "D01-1111111-1111111", component="Tax", amount=89, **both)])


# ---------------------------------------------------------------- era 2

ORDERS_2_ROWS = [
    # 2021: month first, empty cells, cents
    {"Website": "Amazon.it", "Order ID": "171-1111111-1111111",
     "Order Date": "11/10/2021 22:32:48 UTC", "Currency": "EUR", "Unit Price": "9.83",
     "Unit Price Tax": "2.16", "Shipping Charge": "0", "Total Discounts": "'-1.6'",
     "Total Owed": "10.39", "Shipment Item Subtotal": "9.83", "Shipment Item Subtotal Tax": "2.16",
     "ASIN": "B07EXAMPLE", "Product Condition": "new", "Quantity": "1",
     "Payment Instrument Type": "Visa - 2335", "Order Status": "Closed",
     "Shipment Status": "Shipped", "Ship Date": "11/12/2021 03:00:00 UTC",
     "Shipping Option": "next-prime", "Product Name": "Cavo USB"},
    # later: ISO, words for nothing
    {"Website": "Amazon.co.jp", "Order ID": "503-2222222-2222222",
     "Order Date": "2024-08-15T15:00:00Z", "Currency": "JPY", "Unit Price": "1,818",
     "Unit Price Tax": "182", "Shipping Charge": "410", "Total Discounts": "-410",
     "Total Owed": "2,000", "Shipment Item Subtotal": "1,818", "Shipment Item Subtotal Tax": "182",
     "ASIN": "B07EXAMPL2", "Product Condition": "new", "Quantity": "1",
     "Payment Instrument Type": "Gift Certificate/Card", "Order Status": "Closed",
     "Shipment Status": "Shipped", "Ship Date": "2024-08-16T14:59:59.999Z",
     "Shipping Option": "std-sns-jp", "Product Name": "洗剤"},
]


def orders_2_truth(path, lines):
    return [
        order_line(path, lines[0], "171-1111111-1111111", asin="B07EXAMPLE", title="Cavo USB",
                   website="Amazon.it", ordered="2021-11-11", shipped="2021-11-12", total=1039,
                   subtotal=983, subtotal_tax=216, postage=0, discount=160, unit_price=983,
                   currency="EUR", payment=pay("2335")),
        order_line(path, lines[1], "503-2222222-2222222", asin="B07EXAMPL2", title="洗剤",
                   website="Amazon.co.jp", ordered="2024-08-16", shipped="2024-08-16", total=2000,
                   subtotal=1818, subtotal_tax=182, postage=410, discount=410, unit_price=1818,
                   payment=pay(gift=True), subscribe_save=True),
    ]


def make_orders_2():
    name = "orders-2.csv"
    save(name, table(ORDERS_2, ORDERS_2_ROWS, bom=True, quote_all=True),
         [source(name, "amazon-orders-2", 2, [(1, "header")])],
         order_lines=orders_2_truth(name, [2, 3]))
    name = "orders-2-serial.csv"
    save(name, table_star(ORDERS_2 + ["Item Serial Number"], ORDERS_2_ROWS, NA, quote_all=True),
         [source(name, "amazon-orders-2", 2, [(1, "header")])],
         order_lines=orders_2_truth(name, [2, 3]))
    # the same as JSON: objects of 29 lines; the second begins on line 31
    name = "orders-2-objects.in"
    text = json.dumps([{n: row.get(n, "") for n in ORDERS_2} for row in ORDERS_2_ROWS],
                      ensure_ascii=False, indent=1)
    save(name, text.encode("utf-8"), [source(name, "amazon-orders-2", 2, [])],
         order_lines=orders_2_truth(name, [2, 31]))
    # JSON that was cut short in the second object
    name = "orders-2-objects-cut.in"
    save(name, text[:-40].encode("utf-8"),
         [source(name, "amazon-orders-2", 1, [(31, "unreadable")], problem="cut short")],
         order_lines=orders_2_truth(name, [2, 31])[:1])


def make_digital_2():
    items, orders, money = ("Digital-Ordering.3/Digital Items.csv",
                            "Digital-Ordering.3/Digital Orders.csv",
                            "Digital-Ordering.3/Digital Orders Monetary.csv")
    zip_name = "digital-2.zip"
    item_rows = [
        {"ASIN": "B079F245XY", "Title": "Prime Membership Fee", "OrderId": "D01-5555555-5555555",
         "DigitalOrderItemId": "abcdefg", "BaseCurrencyCode": "JPY",
         "FulfilledDate": "2022-02-01T20:00:00Z", "Marketplace": "www.amazon.co.jp",
         "OrderDate": "2022-02-01T20:00:00Z", "OriginalQuantity": "1", "OurPrice": "500.0",
         "OurPriceCurrencyCode": "JPY", "OurPriceTax": "500.0", "OurPriceTaxCurrencyCode": "JPY",
         "SellerOfRecord": "アマゾンジャパン合同会社"},
    ]
    order_rows = [
        {"OrderId": "D01-5555555-5555555", "OrderStatus": "Completed",
         "Marketplace": "www.amazon.co.jp", "IsOrderFreeReplacement": "No",
         "IsOrderAPreorder": "No", "OrderDate": "2022-02-01T20:00:00Z",
         "PaidByOtherCustomer": "No", "SubscriptionOrderType": "Subscription_Renewal",
         "PaymentInformation": "Visa-2222"},
    ]
    money_rows = [
        ["abcdefg", "packet", "1", "455", "JPY", NAP, NAP, NAP, "Price Amount", "Purchase"],
        ["abcdefg", "packet", "1", "45", "JPY", NAP, NAP, NAP, "Tax", "Purchase"],
        ["hijklmn", "packet", "1", NAP, NAP, NAP, NAP, NAP, "Price Amount", "Purchase"],
    ]
    data = zipped([
        # the order in the zip does not matter; a mark on some files only
        (money, table(DIGITAL_MONETARY_2, money_rows)),
        (items, table_star(DIGITAL_ITEMS_2, item_rows, NAP, bom=True, quote_all=True)),
        (orders, table_star(DIGITAL_ORDERS_2, order_rows, NAP)),
        ("Digital-Ordering.3/Digital Items.schema.json", b'{"type": "object"}\n'),
    ])
    p = [zip_name + "!" + n for n in (items, orders, money)]
    save(zip_name, data,
         [source(p[0], "amazon-digital-items-2", 1, [(1, "header")]),
          source(zip_name + "!Digital-Ordering.3/Digital Items.schema.json", "amazon-other", 0, []),
          source(p[2], "amazon-digital-monetary-2", 3, [(1, "header")]),
          source(p[1], "amazon-digital-orders-2", 1, [(1, "header")])],
         digitals=[
             digital(p[0], 2, order_id="D01-5555555-5555555", item_id="abcdefg",
                     asin="B079F245XY", title="Prime Membership Fee",
                     seller="アマゾンジャパン合同会社", ordered="2022-02-02", fulfilled="2022-02-02",
                     amount=500, is_listed=True),
             digital(p[2], 2, item_id="abcdefg", component="Price Amount", amount=455),
             digital(p[2], 3, item_id="abcdefg", component="Tax", amount=45),
             digital(p[2], 4, item_id="hijklmn", component="Price Amount", currency=None),
             digital(p[1], 2, order_id="D01-5555555-5555555", ordered="2022-02-02",
                     subscription="Subscription_Renewal", payment=pay("2222")),
         ])


def make_refunds_2():
    # the mark is glued to the first name, inside its quotes
    name = "refunds-2.csv"
    text = table(REFUNDS_2, [
        ["503-2222222-2222222", "rev-1", "08/20/2024 16:00:00 UTC", "JPY", "2,000", "Completed",
         "Refund"],
        ["503-3333333-3333333", "rev-2", "N/A", "JPY", "300", "Failed", "GiftCard"]],
        quote_all=True)
    text = text.replace(b'"OrderID"', b'"\xef\xbb\xbfOrderID"')
    save(name, text, [source(name, "amazon-refunds-2", 2, [(1, "header")])],
         refunds=[refund(name, 2, "503-2222222-2222222", item_id="rev-1", method="Refund",
                         status="Completed", day="2024-08-21", amount=2000, completed=True),
                  refund(name, 3, "503-3333333-3333333", item_id="rev-2", method="GiftCard",
                         status="Failed", amount=300, to_gift=True)])
    name = "returns-2.csv"
    save(name, table(RETURNS_2, [["503-2222222-2222222", "rev-1", "08/18/2024 14:59:59 UTC",
                                  "Completed", "Customer Return", "Final"]]),
         [source(name, "amazon-returns-2", 1, [(1, "header")])],
         refunds=[refund(name, 2, "503-2222222-2222222", reason="Customer Return",
                         item_id="rev-1", status="Completed", created="2024-08-18", kind="return",
                         currency=None)])
    name = "customer-returns-2.csv"
    save(name, table(CUSTOMER_RETURNS_2, [["503-2222222-2222222", "c-1", "2024-08-17 12:00:00",
                                           "2000", "JPY", "Defective", "Refund"]]),
         [source(name, "amazon-customer-returns-2", 1, [(1, "header")])],
         refunds=[refund(name, 2, "503-2222222-2222222", reason="Defective", item_id="c-1",
                         status="Refund", created="2024-08-17", amount=2000, kind="return")])


def make_subscriptions_2():
    name = "subscriptions-2.csv"
    rows = [
        {"SubscriptionId": "sub-1", "Marketplace": "www.amazon.co.jp",
         "SubscriptionPlanId": "amzn1.plan.kindle-unlimited", "SubscriptionStatus": "Active",
         "Autorenew": "true", "SubscriptionStartDate": "2023-05-01T10:00:00Z",
         "ServiceProvider": "Kindle Unlimited", "NextBillDate": "2026-12-01T10:00:00Z",
         "NextBillAmount": "980", "BaseCurrencyCode": "JPY", "CurrentBillingPeriod": "1 Month"},
        {"SubscriptionId": "sub-2", "Marketplace": "www.amazon.co.jp",
         "SubscriptionStatus": "Canceled", "Autorenew": "false",
         "SubscriptionStartDate": "2021-05-01T10:00:00Z", "ServiceProvider": "Music",
         "ContractEndDate": "2022-05-01T10:00:00Z"},
    ]
    save(name, table_star(SUBSCRIPTIONS_2, rows, NAP),
         [source(name, "amazon-subscriptions-2", 2, [(1, "header")])],
         subscriptions=[
             subscription(name, 2, "sub-1", title="amzn1.plan.kindle-unlimited", status="Active",
                          provider="Kindle Unlimited", period="1 Month", started="2023-05-01",
                          next_bill="2026-12-01", next_amount=980, renews=True),
             subscription(name, 3, "sub-2", status="Canceled", provider="Music",
                          started="2021-05-01", ended="2022-05-01")])
    name = "billing-2.csv"
    save(name, table(["TransactionCreationDate", "TransactionReason", "TransactionAmount",
                      "BaseCurrencyCode", "SubscriptionId"],
                     [["2024-01-31 16:00:00", "SubscriptionRenewal", "980", "JPY", "sub-1"],
                      ["2024-02-02 01:00:00", "CustomerRefund", "980", "JPY", "sub-1"]]),
         [source(name, "amazon-billing-2", 2, [(1, "header")])],
         billings=[billing(name, 2, subscription="sub-1", title="SubscriptionRenewal",
                           day="2024-02-01", amount=980),
                   billing(name, 3, subscription="sub-1", title="CustomerRefund",
                           day="2024-02-02", amount=-980)])


def make_audible():
    name = "audible-billings-2.csv"
    rows = [["22-JAN-2018", "21-FEB-2018", "22-JAN-2018", "22-JAN-2018", "1389", "111", "1500",
             "JPY", "Charge", "Monthly", "1", "1500", "会員", "None", "t-1", "s-1", "p-1",
             "Audible, Inc.", "Renewal", "ChargeSucceeded"],
            ["22-FEB-2018", "21-MAR-2018", "22-FEB-2018", "22-FEB-2018", "1389", "111", "1500",
             "JPY", "Charge", "Monthly", "1", "1500", "会員", "None", "t-2", "s-1", "p-1",
             "Audible, Inc.", "Renewal", "ChargeFailed"],
            ["25-FEB-2018", "21-FEB-2018", "22-JAN-2018", "25-FEB-2018", "1389", "111", "1500",
             "JPY", "Refund", "Monthly", "1", "1500", "会員", "None", "t-3", "s-1", "p-1",
             "Audible, Inc.", "Renewal", "RefundSucceeded"]]
    same = {"subscription": "s-1", "title": "会員"}
    save(name, table(AUDIBLE_2, rows),
         [source(name, "amazon-audible-billings-2", 3, [(1, "header")])],
         billings=[billing(name, 2, id="t-1", day="2018-01-22", period_from="2018-01-22",
                           period_until="2018-02-21", amount=1500, **same),
                   billing(name, 3, id="t-2", day="2018-02-22", period_from="2018-02-22",
                           period_until="2018-03-21", amount=1500, declined=True, **same),
                   billing(name, 4, id="t-3", day="2018-02-25", period_from="2018-01-22",
                           period_until="2018-02-21", amount=-1500, **same)])
    name = "audible-billings-spaced.csv"
    rows = [["2025-11-10", "2026-11-09", "2025-11-10", "2025-11-10", "177.52", "12.43", "189.95",
             "EUR", "Charge", "Annual", "12", "189.95", "Audible-Abo", "No Offer", "Audible GmbH",
             "Subscription_Renewal", "ChargeSucceeded"]]
    save(name, table(AUDIBLE_SPACED, rows, quote_all=True),
         [source(name, "amazon-audible-billings-2", 1, [(1, "header")])],
         billings=[billing(name, 2, title="Audible-Abo", day="2025-11-10",
                           period_from="2025-11-10", period_until="2026-11-09", amount=18995,
                           currency="EUR")])
    name = "audible-purchases-2.csv"
    rows = [["2026-03-17", "2026-03-17", NA, "D01-1111111-1111111", "Completed", "CREDIT",
             "NON-PRE-ORDER", "AL", "AL", "37.20", "1", "-9.30", "1.00", "0.00", "0.0699", "0.00",
             "0.000000", "0.000000", "0.00", "EUR", "Some Book", "B000TEST01", "mobile", "Yes"],
            ["2026-04-01", NA, NA, "D01-2222222-2222222", "Completed", "CASH", "NON-PRE-ORDER",
             "ALOP", "EXCLUDE", "9.95", "1", "0.00", "0.00", "9.95", "0.0699", "0.65", "0.000000",
             "9.300000", "9.30", "EUR", "Guthaben", NA, "Website", "No"]]
    save(name, table(AUDIBLE_PURCHASES, rows, quote_all=True),
         [source(name, "amazon-audible-purchases-2", 2, [(1, "header")])],
         billings=[billing(name, 2, order_id="D01-1111111-1111111", title="Some Book",
                           day="2026-03-17", amount=0, currency="EUR"),
                   billing(name, 3, order_id="D01-2222222-2222222", title="Guthaben",
                           day="2026-04-01", amount=995, currency="EUR")])


def make_instruments_2():
    name = "instruments-2.csv"
    rows = [["Visa", "5171", "02/28/2019 15:30:00 UTC"], ["MasterCard", "0042", "N/A"],
            ["BankAccount", "", "03/01/2019 00:00:00 UTC"]]
    save(name, table(["PaymentInstrumentType", "LastDigits", "RegistrationDate"], rows),
         [source(name, "amazon-instruments-2", 3, [(1, "header")])],
         instruments=[{"path": name, "line": 2, "kind": "Visa", "last4": "5171",
                       "registered": "2019-03-01"},
                      {"path": name, "line": 3, "kind": "MasterCard", "last4": "0042",
                       "registered": None},
                      {"path": name, "line": 4, "kind": "BankAccount", "last4": None,
                       "registered": "2019-03-01"}])


# ---------------------------------------------------------------- the account itself


def event(path, line, kind, day, minute=None, **told):
    return with_told({"path": path, "line": line, "brand": "amazon", "kind": kind, "day": day,
                      "minute": minute, "order_id": None, "device": None, "place": None,
                      "network": None}, told)


def make_devices_2():
    name = "devices-2.csv"
    rows = [["2019-02-28T15:30:00Z", "Mihon's Fire TV", "Fire TV Stick"], [NA, "Echo", NA],
            ["2026-08-01T00:00:00.500Z", "Mihon's 2nd Android device", ""],
            ["2026-08-02T00:00:00Z", "", "Fire TV Stick"]]
    save(name, table(["FirstTimeRegistered", "AccountName", "DeviceType"], rows, bom=True),
         [source(name, "amazon-devices-2", 3, [(1, "header"), (5, "unreadable")])],
         account_events=[
             event(name, 2, "device_registered", "2019-03-01", 30,
                   device="Mihon's Fire TV, Fire TV Stick"),
             event(name, 3, "device_registered", None, device="Echo"),
             event(name, 4, "device_registered", "2026-08-01", 540,
                   device="Mihon's 2nd Android device")])
    name = "apps-2.csv"
    rows = [["Amazon Shopping", "Pixel", "07/31/2026 15:00", "1.0"]]
    save(name, table(["Application", "Device", "App Registration Time", "Version"], rows),
         [source(name, "amazon-apps-2", 1, [(1, "header")])],
         account_events=[event(name, 2, "device_registered", "2026-08-01",
                               device="Pixel, Amazon Shopping")])
    name = "audible-devices-2.csv"
    rows = [["2026-08-01 00:00:00", "Phone"]]
    save(name, table(["StartDate", "DeviceCategory"], rows),
         [source(name, "amazon-audible-devices-2", 1, [(1, "header")])],
         account_events=[event(name, 2, "device_registered", "2026-08-01", 540,
                               device="Phone")])


def make_sign_ins_2():
    # a list of anything that has creationTime is no sign-in: promotions have one, too
    name = "sign-ins-2.in"
    document = {"authenticationSessionRecords": [
        {"creationTime": "2026-08-01T15:30:00.123Z", "ipAddress": "192.0.2.7",
         "deviceType": "Browser"},
        {"creationTime": "2026-08-02T15:30:00Z", "ipAddress": "2001:db8::7", "country": "JP"}]}
    save(name, json.dumps(document, indent=1).encode(),
         [source(name, "amazon-sign-ins-2", 2, [])],
         account_events=[
             event(name, 3, "sign_in", "2026-08-02", 30, network="192.0.2.7", device="Browser"),
             event(name, 8, "sign_in", "2026-08-03", 30, network="2001:db8::7", place="JP")])
    name = "video-places-2.csv"
    rows = [["JP", "08/01/2026"], ["US", "08/09/2026"]]
    save(name, table(["last_seen_territory", "last_updated_at"], rows),
         [source(name, "amazon-video-places-2", 2, [(1, "header")])],
         account_events=[event(name, 2, "seen_at", "2026-08-01", place="JP"),
                         event(name, 3, "seen_at", "2026-08-09", place="US")])


# ---------------------------------------------------------------- era 1


def make_era_1():
    name = "items-1.csv"
    rows = [
        {"Order Date": "12/31/18", "Order ID": "111-1111111-1111111", "Title": "Dog, large",
         "ASIN/ISBN": "B01EXAMPLE", "Website": "Amazon.com", "Purchase Price Per Unit": "$5.98",
         "Quantity": "2", "Payment Instrument Type": "Visa - 2335 and Gift Certificate/Card",
         "Shipment Date": "01/02/2019", "Order Status": "Shipped", "Item Subtotal": "$11.95",
         "Item Subtotal Tax": "$1.00", "Item Total": "$12.95", "Currency": "USD"},
        {"Order Date": "1/3/19", "Order ID": "111-2222222-2222222", "Title": "Sofa",
         "ASIN/ISBN": "B02EXAMPLE", "Website": "Amazon.com", "Purchase Price Per Unit": "$1,299.00",
         "Quantity": "1", "Payment Instrument Type": "American Express - 1001",
         "Shipment Date": "1/4/19", "Order Status": "Shipped", "Item Subtotal": "$1,299.00 ",
         "Item Subtotal Tax": "$0.00", "Item Total": "$1,299.00 ", "Currency": "USD"},
    ]
    save(name, table(ITEMS_1, rows, crlf=False),
         [source(name, "amazon-items-1", 2, [(1, "header")])],
         order_lines=[
             order_line(name, 2, "111-1111111-1111111", asin="B01EXAMPLE", title="Dog, large",
                        website="Amazon.com", ordered="2018-12-31", shipped="2019-01-02",
                        total=1295, unit_price=598, quantity=2, currency="USD",
                        payment=pay("2335", gift=True)),
             order_line(name, 3, "111-2222222-2222222", asin="B02EXAMPLE", title="Sofa",
                        website="Amazon.com", ordered="2019-01-03", shipped="2019-01-04",
                        total=129900, unit_price=129900, currency="USD", payment=pay("1001"))])
    name = "shipments-1.csv"
    rows = [
        {"Order Date": "12/31/18", "Order ID": "111-1111111-1111111",
         "Payment Instrument Type": "Visa - 2335 and Gift Certificate/Card",
         "Website": "Amazon.com", "Shipment Date": "01/02/2019", "Order Status": "Shipped",
         "Subtotal": "$11.95", "Shipping Charge": "$5.99", "Tax Before Promotions": "$1.00",
         "Total Promotions": "$5.99", "Tax Charged": "$1.00", "Total Charged": "$12.95 "},
        {"Order Date": "1/3/19", "Order ID": "111-3333333-3333333",
         "Payment Instrument Type": "Visa - 2335", "Website": "Amazon.com",
         "Shipment Date": "", "Order Status": "Cancelled", "Total Charged": ""},
    ]
    save(name, table(SHIPMENTS_1, rows, crlf=False),
         [source(name, "amazon-shipments-1", 2, [(1, "header")])],
         shipments=[
             shipment(name, 2, "111-1111111-1111111", website="Amazon.com", ordered="2018-12-31",
                      shipped="2019-01-02", charged=1295, payment=pay("2335", gift=True)),
             shipment(name, 3, "111-3333333-3333333", website="Amazon.com", ordered="2019-01-03",
                      payment=pay("2335"), cancelled=True)])
    name = "refunds-1.csv"
    rows = [{"Order ID": "111-1111111-1111111", "Order Date": "12/31/18", "Title": "Dog, large",
             "Website": "Amazon.com", "Refund Date": "01/20/19", "Refund Condition": "Completed",
             "Refund Amount": "$11.95", "Refund Tax Amount": "$1.00",
             "Refund Reason": "Customer Return", "Quantity": "1"}]
    save(name, table(REFUNDS_1, rows, crlf=False),
         [source(name, "amazon-refunds-1", 1, [(1, "header")])],
         refunds=[refund(name, 2, "111-1111111-1111111", title="Dog, large",
                         reason="Customer Return", status="Completed", day="2019-01-20",
                         amount=1295, currency="USD", completed=True)])
    # no rows but a sentence; and a sentence alone
    name = "items-1-none.csv"
    save(name, table(ITEMS_1, [["No data found for this time period"]], crlf=False),
         [source(name, "amazon-items-1", 0, [(1, "header"), (2, "note")])])
    name = "none.csv"
    save(name, b"No data found for this time period\n",
         [source(name, "amazon-other", 0, [(1, "note")])])
    save("empty.csv", b"", [source("empty.csv", None, 0, [], encoding=None)])


# ---------------------------------------------------------------- other people's exports

URLS = ["https://www.amazon.co.jp/gp/css/summary/edit.html?orderID=",
        "https://www.amazon.co.jp/gp/css/summary/print.html?orderID="]


def filter_row(day, number, title, note="", price="", quantity="", subtotal="", total="", to="",
               state="", billed="", card_day="", card="", kind="", asin=""):
    return [day, number, title, note, price, quantity, subtotal, total, to, state, "見本 花子", billed,
            card_day, card, kind, URLS[0] + number, URLS[1] + number,
            asin and f"https://www.amazon.co.jp/gp/product/{asin}/ref=x?ie=UTF8&psc=1"]


def make_filter():
    name = "order-filter.csv"
    visa = "Visa（下4けたが1234）"
    n = ["250-1111111-1111111", "250-2222222-2222222", "D01-3333333-3333333",
         "250-4444444-4444444"]
    rows = [
        # an order of two goods in two boxes, charged twice with the same sum on one day
        filter_row("2020/4/25", n[0], "（注文全体）", total="79892", billed="79422", kind=visa),
        filter_row("2020/4/25", n[0], "NASケース", "販売： 見本合同会社", "79482", "1", "79482",
                   to="見本 花子", state="2020年5月7日に発送済み", kind=visa, asin="B00EXAMPL1"),
        filter_row("2020/4/25", n[0], "（クレジットカードへの請求）", card_day="2020/5/7", card="39711",
                   kind=visa),
        filter_row("2020/4/25", n[0], "（クレジットカードへの請求）", card_day="2020/5/7", card="39711",
                   kind=visa),
        filter_row("2020/4/25", n[0], "（配送料・手数料）", "※（注文全体）注文合計に反映", subtotal="410"),
        filter_row("2020/4/25", n[0], "（割引）", "※（注文全体）請求額に反映", total="-410"),
        filter_row("2020/4/25", n[0], "（Amazonポイント）", total="-60"),
        # the variant of one row for each of the goods: the charge is repeated, and is one
        filter_row("2018/10/23", n[1], "（新品）スピーカー", "新品", "4980", "1", "4980", "6390", "店",
                   "2018年10月23日に発送済み", "5952", "2018/10/23", "5952", visa, "B00EXAMPL2"),
        filter_row("2018/10/23", n[1], "電球", "新品", "1,410", "1", "1,410", "6390", "店",
                   "2018年10月23日に発送済み", "5952", "2018/10/23", "5952", visa, "B00EXAMPL3"),
        # digital, with points and no day of the charge
        filter_row("2019/11/9", n[2], "電子書籍", "[Kindle 版]", "4000", "1", "4000", "4000",
                   state="デジタル注文: 2019/11/9", billed="3989", card="3989", kind="Visa ****1234"),
        filter_row("2019/11/9", n[2], "（Amazon ポイント）", total="-11", kind="Visa ****1234",
                   state="デジタル注文: 2019/11/9"),
        # cancelled; and a pseudo-row that nobody knows
        filter_row("2020/6/6", n[3], "（注文全体）", total="0", billed="0"),
        filter_row("2020/6/6", n[3], "鍋", "", "3000", "1", "3000", state="キャンセル済み"),
        filter_row("2020/6/6", n[3], "（謎）"),
    ]
    made_lines = [
        order_line(name, 3, n[0], asin="B00EXAMPL1", title="NASケース", ordered="2020-04-25",
                   shipped="2020-05-07", total=79482, unit_price=79482, payment=pay("1234")),
        order_line(name, 9, n[1], asin="B00EXAMPL2", title="（新品）スピーカー", ordered="2018-10-23",
                   shipped="2018-10-23", total=4980, unit_price=4980, payment=pay("1234")),
        order_line(name, 10, n[1], asin="B00EXAMPL3", title="電球", ordered="2018-10-23",
                   shipped="2018-10-23", total=1410, unit_price=1410, payment=pay("1234")),
        order_line(name, 11, n[2], title="電子書籍", ordered="2019-11-09", total=4000,
                   unit_price=4000, payment=pay("1234")),
        order_line(name, 14, n[3], title="鍋", ordered="2020-06-06", total=3000, unit_price=3000,
                   cancelled=True),
    ]
    made_orders = [
        order(name, 2, n[0], ordered="2020-04-25", total=79892, billed=79422, points=60,
              postage=410, discount=410, payment=pay("1234", gift=True)),
        order(name, 9, n[1], ordered="2018-10-23", total=6390, billed=5952, payment=pay("1234")),
        order(name, 11, n[2], ordered="2019-11-09", total=4000, billed=3989, points=11,
              payment=pay("1234", gift=True), digital=True),
        order(name, 13, n[3], ordered="2020-06-06", total=0, billed=0),
    ]
    made_charges = [
        transaction(name, 4, n[0], day="2020-05-07", amount=39711, last4="1234"),
        transaction(name, 5, n[0], day="2020-05-07", amount=39711, last4="1234"),
        transaction(name, 9, n[1], day="2018-10-23", amount=5952, last4="1234"),
        transaction(name, 11, n[2], amount=3989, last4="1234"),
    ]
    save(name, table(FILTER, rows, bom=True, quote_all=True),
         [source(name, "order-filter", 13,
                 [(1, "header"), (6, "subtotal"), (7, "subtotal"), (8, "subtotal"),
                  (12, "subtotal"), (15, "note")])],
         order_lines=made_lines, orders=made_orders, transactions=made_charges)


def make_azad():
    n = ["250-1111111-1111111", "250-2222222-2222222", "D01-3333333-3333333"]
    url = "https://www.amazon.co.jp/gp/your-account/order-details?orderID="
    name = "azad-orders.csv"
    rows = [
        [n[0], url + n[0], "卓上ライト\n電球", "見本 花子", "2024-12-17", "1,980", "0", "", "500", "", "",
         "Visa ending in 8489: December 17, 2024: ￥1,480", ""],
        [n[2], url + n[2], "電子書籍", "", "2024-12-18", "600", "", "", "", "", "", "", ""],
        ['=SUBTOTAL(103, A2:A3) & " items"', "", "", "", "", "=SUBTOTAL(109,F2:F3)", "", "", "",
         "", "", "", ""],
    ]
    text = table(AZAD_ORDERS, rows, bom=True, crlf=False).rstrip(b"\n")
    save(name, text,
         [source(name, "azad-orders", 2, [(1, "header"), (5, "total")])],
         orders=[order(name, 2, n[0], title="卓上ライト\n電球", ordered="2024-12-17", total=1980,
                       gift=500, payment=pay("8489", gift=True)),
                 order(name, 4, n[2], title="電子書籍", ordered="2024-12-18", total=600,
                       digital=True)])
    name = "azad-items.csv"
    rows = [[n[0], url + n[0], "2024-12-17", "2", "卓上ライト", "https://www.amazon.co.jp/dp/B00EXAMPL1",
             "990", "", "B00EXAMPL1", ""]]
    save(name, table(AZAD_ITEMS, rows, bom=True, crlf=False).rstrip(b"\n"),
         [source(name, "azad-items", 1, [(1, "header")])],
         order_lines=[order_line(name, 2, n[0], asin="B00EXAMPL1", title="卓上ライト",
                                 ordered="2024-12-17", total=1980, unit_price=990, quantity=2)])
    name = "azad-transactions.csv"
    rows = [
        ["2024-12-19", n[0], url + n[0], "AMZN Mktp JP", "Visa **** 8489", "-1480"],
        ["2024-12-20", f"{n[0]}, {n[1]}", f"{url}{n[0]}, {url}{n[1]}", "Amazon.co.jp",
         "MasterCard **** 0042", "-2500"],
        ["2024-12-21", n[1], url + n[1], "Amazon.co.jp", "MasterCard **** 0042", "1,000"],
        ["2024-12-21", n[1], url + n[1], "Amazon.co.jp", "Amazon Gift Card", "-500"],
    ]
    save(name, table(AZAD_TRANSACTIONS, rows, bom=True, crlf=False).rstrip(b"\n"),
         [source(name, "azad-transactions", 4, [(1, "header")])],
         transactions=[
             transaction(name, 2, n[0], vendor="AMZN Mktp JP", day="2024-12-19", amount=1480,
                         last4="8489"),
             transaction(name, 3, n[0], order_ids=f"{n[0]} {n[1]}", vendor="Amazon.co.jp",
                         day="2024-12-20", amount=2500, last4="0042"),
             transaction(name, 4, n[1], vendor="Amazon.co.jp", day="2024-12-21", amount=-1000,
                         last4="0042"),
             transaction(name, 5, n[1], vendor="Amazon.co.jp", day="2024-12-21", amount=500,
                         gift=True)])
    # a table whose signs were lost
    name = "azad-transactions-unsigned.csv"
    rows = [[f"2024-12-{d}", n[0], url + n[0], "Amazon.co.jp", "Visa **** 8489", a]
            for d, a in (("19", "1480"), ("20", "2500"), ("21", "￥500"))]
    save(name, table(AZAD_TRANSACTIONS, rows, crlf=False),
         [source(name, "azad-transactions", 3, [(1, "header")])],
         transactions=[transaction(name, i + 2, n[0], vendor="Amazon.co.jp", day=day,
                                   amount=amount, last4="8489")
                       for i, (day, amount) in enumerate((("2024-12-19", 1480),
                                                          ("2024-12-20", 2500),
                                                          ("2024-12-21", 500)))])


def make_py():
    n = ["702-1111111-1111111", "702-2222222-2222222"]
    link = "https://www.amazon.ca/gp/css/order-details?orderID="
    name = "amazon-orders-py-transactions.in"
    text = json.dumps([
        {"completed_date": "2024-06-01", "payment_method": "Visa ****1234", "grand_total": -45.19,
         "is_refund": False, "order_number": n[0], "order_details_link": link + n[0],
         "seller": "AMZN Mktp CA"},
        {"completed_date": "2024-06-03", "payment_method": "Visa ****1234", "grand_total": 12.5,
         "is_refund": True, "order_number": n[1], "order_details_link": link + n[1],
         "seller": None},
    ], indent=2)
    save(name, text.encode("utf-8"),
         [source(name, "amazon-orders-py-transactions", 2, [])],
         transactions=[
             transaction(name, 2, n[0], vendor="AMZN Mktp CA", day="2024-06-01", amount=4519,
                         currency="CAD", last4="1234"),
             transaction(name, 11, n[1], day="2024-06-03", amount=-1250, currency="CAD",
                         last4="1234")])
    name = "amazon-orders-py-orders.in"
    text = json.dumps({"orders": [
        {"order_number": n[0], "order_details_link": link + n[0], "grand_total": 40.19,
         "order_placed_date": "2024-05-30", "payment_method": "Visa", "gift_card": -5.0,
         "reward_points": None, "promotion_applied": -1.5, "shipping_total": 6.99,
         "subscription_discount": -0.5, "cancelled": False,
         "recipient": {"name": "Somebody"}, "items": [{"title": "Lamp", "price": 40.0}]}]})
    save(name, text.encode("utf-8"), [source(name, "amazon-orders-py-orders", 1, [])],
         orders=[order(name, 1, n[0], title="Lamp", ordered="2024-05-30", total=4519, billed=4019,
                       gift=500, postage=699, discount=200, currency="CAD",
                       payment=pay(card=True, gift=True))])
    name = "amazon-orders-py-table.csv"
    save(name, table(["completed_date", "payment_method", "grand_total", "is_refund",
                      "order_number", "seller"],
                     [["2024-06-01", "Visa ****1234", "-1480", "False", "250-1111111-1111111", ""]]),
         [source(name, "amazon-orders-py-transactions", 1, [(1, "header")])],
         transactions=[transaction(name, 2, "250-1111111-1111111", day="2024-06-01", amount=1480,
                                   last4="1234")])


# ---------------------------------------------------------------- zips


def make_zips():
    # a zip in a zip; folders, hidden files; what is no evidence; names in CP932
    inner = zipped([
        ("Your Amazon Orders/Order History.csv", table_star(ORDERS_3, ORDERS_3_ROWS[:2], NA, bom=True)),
        ("Your Amazon Orders/Cart History.csv",
         table(["Add-on Item", "ASIN", "Date Added to Cart", "Product Name"],
               [["No", "B00EXAMPL1", "2026-07-01T00:00:00Z", "卓上ライト"]])),
        ("Your Amazon Orders/Digital Borrowed Items.csv",
         table(["ASIN", "Something Else", "Product Name"], [["B0DIGITAL1", "x", "y"]])),
        ("Your Returns & Refunds/Replacement Orders.csv",
         table(REPLACEMENTS_3, [["250-2222222-2222222", "250-3333333-3333333"]])),
    ])
    name = "export-3.zip"
    data = zipped([
        ("__MACOSX/._Your Orders.zip", b"\0\0"), (".DS_Store", b"\0\0"), ("Additional Data/", b""),
        ("Your Orders.zip", inner), ("FileDescriptions.csv", "ファイル名,説明\r\nx,y\r\n".encode()),
        ("Additional Data/Retail.TransactionalInvoicing.3.1/1.pdf", b"%PDF-1.4\n\0\xff\n"),
        ("Additional Data/../empty.csv", b""),
    ])
    p = name + "!Your Orders.zip!"
    orders = p + "Your Amazon Orders/Order History.csv"
    replaced = p + "Your Returns & Refunds/Replacement Orders.csv"
    save(name, data,
         [source(name + "!Additional Data/../empty.csv", None, 0, [], encoding=None),
          source(name + "!Additional Data/Retail.TransactionalInvoicing.3.1/1.pdf", "amazon-other",
                 0, [], encoding=None),
          source(name + "!FileDescriptions.csv", "amazon-other", 0, []),
          source(p + "Your Amazon Orders/Cart History.csv", "amazon-other", 0, []),
          source(p + "Your Amazon Orders/Digital Borrowed Items.csv", "amazon-other", 0, []),
          source(orders, "amazon-orders-3", 2, [(1, "header")]),
          source(replaced, "amazon-replacements-3", 1, [(1, "header")])],
         order_lines=orders_3_truth(orders)[:2],
         replacements=[{"path": replaced, "line": 2, "order_id": "250-2222222-2222222",
                        "replacement_id": "250-3333333-3333333"}])
    # made on a Windows of Japan: names in CP932, without the flag for UTF-8
    name = "cp932-names.zip"
    data = zipped([("XXXX.csv", table_star(ORDERS_3, ORDERS_3_ROWS[:1], NA))])
    data = data.replace(b"XXXX.csv", "注文.csv".encode("cp932"))
    save(name, data,
         [source(name + "!注文.csv", "amazon-orders-3", 1, [(1, "header")])],
         order_lines=orders_3_truth(name + "!注文.csv")[:1])


def main():
    for make in (make_orders_3, make_refunds_3, make_returns_3, make_digital_3, make_orders_2,
                 make_digital_2, make_refunds_2, make_subscriptions_2, make_audible,
                 make_instruments_2, make_devices_2, make_sign_ins_2, make_era_1, make_filter, make_azad, make_py, make_zips):
        make()


main()
