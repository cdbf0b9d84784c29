"""The parameters of a household and the five named settings. Every value can be set on the command line (--set name=value)."""
from dataclasses import dataclass, fields, replace


@dataclass
class Params:
    # How much, over how long
    amazon_per_day: float = 0.33      # charges of Amazon a day
    amazon_share: float = 0.40        # share of Amazon among all charges
    max_days: int = 3650              # a household spans at most this; beyond it, its days get busier
    until: str = "2026-10-31"         # last day of use
    # Prices: heavy (log-normal), catalogue (few prices shared by all), round (multiples of 500)
    price_model: str = "heavy"
    catalogue: int = 40
    price_median: float = 1700.0
    price_spread: float = 0.95
    # Lag from the day of dispatch (Japan time) to the day of use on the card
    lag_same_day: float = 0.52        # else the next day
    lag_late: float = 0.02            # 2-25 days later
    lag_weekend: float = 0.0          # share of cards on which Saturday and Sunday move to Monday
    before_ship: float = 0.01         # whole order charged on the day of the order
    # What people buy
    more_items: float = 0.25          # probability of one more line, again and again
    quantity: float = 0.12            # a line has two or three pieces
    split: float = 0.30               # an order of several lines leaves in several boxes
    two_dates: float = 0.004          # one line in two boxes: "A and B", two charges
    combine: float = 0.03             # the boxes of an order in one charge
    combine_orders: float = 0.08      # of orders that leave on a day on which another left: in one charge with it
    postage: float = 0.06
    discount: float = 0.08
    subscribe_save: float = 0.05
    preorder: float = 0.015
    preorder_lower: float = 0.0       # of those: charged less than the export says
    back_order: float = 0.03
    twin: float = 0.004               # the same thing bought twice on a day
    free_replacement: float = 0.005
    cancelled: float = 0.02           # order that never left and still carries money
    points: float = 0.03              # part of a charge paid with points: no trace in an export
    gift_part: float = 0.012          # part paid with gift balance
    gift_full: float = 0.01           # no charge at all
    digital: float = 0.10             # share of orders that are digital
    market: float = 0.10              # share of orders billed as marketplace where the card tells
    # Refunds
    refund: float = 0.05
    refund_partial: float = 0.25
    refund_netted: float = 0.03
    refund_gift: float = 0.08
    refund_never: float = 0.03
    refund_twice_listed: float = 0.10 # the export repeats the row
    # Subscriptions (each with this probability)
    prime: float = 0.8
    unlimited: float = 0.3
    channel: float = 0.3
    music: float = 0.2
    subscription_listed: float = 0.75 # it stands in the export
    # People, accounts, cards
    accounts: int = 1
    other_account: float = 0.0        # share of orders made in an account that was not exported
    cards: int = 2
    reissue: float = 0.10             # a card has a new number from some day on
    double_charge: float = 0.0005     # the shop charged twice
    instalment: float = 0.005
    foreign: float = 0.01             # among the other shops
    other_twin: float = 0.006         # the same sum at the same other shop twice on a day
    amazon_pay: float = 0.015
    aws: float = 0.2                  # the household has a monthly AWS bill
    # Files
    layouts: str = "vpass7,rakuten,myjcb,saison,epos,mufg8,view,paypay12,amex8,amex3,vpass13"
    overlap: float = 0.3              # share of cards (of issuers that let one choose the days) whose downloads overlap by a month
    pending: float = 0.25             # share of Vpass cards with pending files as well
    hold: float = 0.01                # pending rows that never became a charge
    posted_late: float = 0.05
    reworded: float = 0.05            # of rows seen twice
    months_per_file: int = 1
    era2: float = 0.3                 # share of accounts with the older export
    filter_csv: float = 0.05          # share of accounts with the browser tool's CSV too
    apostrophes: float = 0.3
    # Fraud
    stolen_per_1000: float = 0.0      # series of charges with a stolen number, per 1,000 charges
    takeover: float = 0.0             # share of households with gift cards bought by a stranger in the account


SETTINGS = {
    "typical": {},
    "dense": dict(amazon_per_day=3.0, amazon_share=0.8, digital=0.12, more_items=0.3,
                  combine_orders=0.03),
    "tied": dict(amazon_per_day=3.0, amazon_share=0.9, price_model="catalogue", more_items=0.15, combine=0.02, combine_orders=0.03,
                 points=0.01, gift_part=0.005),
    "awkward": dict(amazon_per_day=0.6, amazon_share=0.6, points=0.10, gift_part=0.10, gift_full=0.04, split=0.6, combine=0.15,
                    combine_orders=0.25, two_dates=0.02, refund=0.12, refund_netted=0.25, refund_partial=0.4, refund_gift=0.15,
                    refund_never=0.06, preorder=0.05, preorder_lower=0.3, reissue=0.6, before_ship=0.04, lag_late=0.05,
                    lag_weekend=0.4, subscribe_save=0.12, twin=0.01, cancelled=0.05, accounts=2, cards=3, other_account=0.05,
                    double_charge=0.003, instalment=0.02, overlap=0.6, pending=0.5, filter_csv=0.2, more_items=0.4,
                    postage=0.15, discount=0.2),
    "fraud": dict(stolen_per_1000=8.0, takeover=0.15),
}


def make(setting, changes=()):
    """Parameters of ${setting} with ${changes}, each "name=value"."""
    params = replace(Params(), **SETTINGS[setting])
    kinds = {f.name: f.type for f in fields(Params)}
    for change in changes:
        name, _, value = change.partition("=")
        if name not in kinds:
            raise SystemExit(f"generate: no parameter {name}")
        kind = kinds[name]
        kind = kind if isinstance(kind, type) else {"float": float, "int": int, "str": str}[kind]
        params = replace(params, **{name: kind(value)})
    return params
