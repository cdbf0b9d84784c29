#ifndef MIOBOE_READ_AMAZON_H
#define MIOBOE_READ_AMAZON_H

/*
 * What Amazon's data exports of all eras and third-party exports of its pages tell, as CSV or JSON.
 * A file is recognised by the names in its header alone: not by its name, its place in a zip, or
 * the order of its columns.
 *
 * Format ids: amazon-items-1 amazon-shipments-1 amazon-refunds-1 (Order History Reports, until
 * 2023), amazon-orders-2 amazon-digital-items-2 amazon-digital-orders-2 amazon-digital-monetary-2
 * amazon-refunds-2 amazon-returns-2 amazon-customer-returns-2 amazon-subscriptions-2
 * amazon-billing-2 amazon-audible-billings-2 amazon-audible-purchases-2 amazon-instruments-2
 * amazon-devices-2 amazon-apps-2 amazon-audible-devices-2 amazon-sign-ins-2 amazon-video-places-2
 * (Privacy Central, until 2025), amazon-orders-3 amazon-digital-3 amazon-digital-returns-3
 * amazon-refunds-3 amazon-returns-3 amazon-replacements-3 (since 2025), order-filter, azad-orders
 * azad-items azad-transactions, amazon-orders-py-orders amazon-orders-py-transactions; amazon-other
 * = known, of no use here.
 */

#include "read/read.h"

extern const struct reader amazon_reader;

#endif
