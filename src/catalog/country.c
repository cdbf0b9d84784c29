#include "catalog/country.h"

/* Countries that sign-ins are often from; of others the code alone is known. */
static const struct {
    struct slice code;
    struct phrase name;
} countries[] = {
    {{"JP", 2}, {{"日本", 6}, {"Japan", 5}}},
    {{"US", 2}, {{"アメリカ", 12}, {"United States", 13}}},
    {{"CA", 2}, {{"カナダ", 9}, {"Canada", 6}}},
    {{"MX", 2}, {{"メキシコ", 12}, {"Mexico", 6}}},
    {{"BR", 2}, {{"ブラジル", 12}, {"Brazil", 6}}},
    {{"AR", 2}, {{"アルゼンチン", 18}, {"Argentina", 9}}},
    {{"CL", 2}, {{"チリ", 6}, {"Chile", 5}}},
    {{"CO", 2}, {{"コロンビア", 15}, {"Colombia", 8}}},
    {{"PE", 2}, {{"ペルー", 9}, {"Peru", 4}}},
    {{"CN", 2}, {{"中国", 6}, {"China", 5}}},
    {{"HK", 2}, {{"香港", 6}, {"Hong Kong", 9}}},
    {{"TW", 2}, {{"台湾", 6}, {"Taiwan", 6}}},
    {{"KR", 2}, {{"韓国", 6}, {"South Korea", 11}}},
    {{"SG", 2}, {{"シンガポール", 18}, {"Singapore", 9}}},
    {{"MY", 2}, {{"マレーシア", 15}, {"Malaysia", 8}}},
    {{"TH", 2}, {{"タイ", 6}, {"Thailand", 8}}},
    {{"VN", 2}, {{"ベトナム", 12}, {"Vietnam", 7}}},
    {{"PH", 2}, {{"フィリピン", 15}, {"Philippines", 11}}},
    {{"ID", 2}, {{"インドネシア", 18}, {"Indonesia", 9}}},
    {{"KH", 2}, {{"カンボジア", 15}, {"Cambodia", 8}}},
    {{"MM", 2}, {{"ミャンマー", 15}, {"Myanmar", 7}}},
    {{"IN", 2}, {{"インド", 9}, {"India", 5}}},
    {{"PK", 2}, {{"パキスタン", 15}, {"Pakistan", 8}}},
    {{"BD", 2}, {{"バングラデシュ", 21}, {"Bangladesh", 10}}},
    {{"LK", 2}, {{"スリランカ", 15}, {"Sri Lanka", 9}}},
    {{"NP", 2}, {{"ネパール", 12}, {"Nepal", 5}}},
    {{"RU", 2}, {{"ロシア", 9}, {"Russia", 6}}},
    {{"UA", 2}, {{"ウクライナ", 15}, {"Ukraine", 7}}},
    {{"BY", 2}, {{"ベラルーシ", 15}, {"Belarus", 7}}},
    {{"KZ", 2}, {{"カザフスタン", 18}, {"Kazakhstan", 10}}},
    {{"GB", 2}, {{"イギリス", 12}, {"United Kingdom", 14}}},
    {{"IE", 2}, {{"アイルランド", 18}, {"Ireland", 7}}},
    {{"DE", 2}, {{"ドイツ", 9}, {"Germany", 7}}},
    {{"FR", 2}, {{"フランス", 12}, {"France", 6}}},
    {{"IT", 2}, {{"イタリア", 12}, {"Italy", 5}}},
    {{"ES", 2}, {{"スペイン", 12}, {"Spain", 5}}},
    {{"PT", 2}, {{"ポルトガル", 15}, {"Portugal", 8}}},
    {{"NL", 2}, {{"オランダ", 12}, {"Netherlands", 11}}},
    {{"BE", 2}, {{"ベルギー", 12}, {"Belgium", 7}}},
    {{"CH", 2}, {{"スイス", 9}, {"Switzerland", 11}}},
    {{"AT", 2}, {{"オーストリア", 18}, {"Austria", 7}}},
    {{"SE", 2}, {{"スウェーデン", 18}, {"Sweden", 6}}},
    {{"NO", 2}, {{"ノルウェー", 15}, {"Norway", 6}}},
    {{"DK", 2}, {{"デンマーク", 15}, {"Denmark", 7}}},
    {{"FI", 2}, {{"フィンランド", 18}, {"Finland", 7}}},
    {{"PL", 2}, {{"ポーランド", 15}, {"Poland", 6}}},
    {{"CZ", 2}, {{"チェコ", 9}, {"Czechia", 7}}},
    {{"RO", 2}, {{"ルーマニア", 15}, {"Romania", 7}}},
    {{"BG", 2}, {{"ブルガリア", 15}, {"Bulgaria", 8}}},
    {{"HU", 2}, {{"ハンガリー", 15}, {"Hungary", 7}}},
    {{"GR", 2}, {{"ギリシャ", 12}, {"Greece", 6}}},
    {{"TR", 2}, {{"トルコ", 9}, {"Türkiye", 8}}},
    {{"IL", 2}, {{"イスラエル", 15}, {"Israel", 6}}},
    {{"AE", 2}, {{"アラブ首長国連邦", 24}, {"United Arab Emirates", 20}}},
    {{"SA", 2}, {{"サウジアラビア", 21}, {"Saudi Arabia", 12}}},
    {{"IR", 2}, {{"イラン", 9}, {"Iran", 4}}},
    {{"EG", 2}, {{"エジプト", 12}, {"Egypt", 5}}},
    {{"MA", 2}, {{"モロッコ", 12}, {"Morocco", 7}}},
    {{"NG", 2}, {{"ナイジェリア", 18}, {"Nigeria", 7}}},
    {{"GH", 2}, {{"ガーナ", 9}, {"Ghana", 5}}},
    {{"KE", 2}, {{"ケニア", 9}, {"Kenya", 5}}},
    {{"ZA", 2}, {{"南アフリカ", 15}, {"South Africa", 12}}},
    {{"AU", 2}, {{"オーストラリア", 21}, {"Australia", 9}}},
    {{"NZ", 2}, {{"ニュージーランド", 24}, {"New Zealand", 11}}},
};

#define COUNTRIES (sizeof(countries) / sizeof(countries[0]))

/* Japan's mails tell the prefecture alone. */
static const struct phrase prefectures[] = {
    {{"北海道", 9}, {"Hokkaido", 8}},  {{"青森県", 9}, {"Aomori", 6}},
    {{"岩手県", 9}, {"Iwate", 5}},     {{"宮城県", 9}, {"Miyagi", 6}},
    {{"秋田県", 9}, {"Akita", 5}},     {{"山形県", 9}, {"Yamagata", 8}},
    {{"福島県", 9}, {"Fukushima", 9}}, {{"茨城県", 9}, {"Ibaraki", 7}},
    {{"栃木県", 9}, {"Tochigi", 7}},   {{"群馬県", 9}, {"Gunma", 5}},
    {{"埼玉県", 9}, {"Saitama", 7}},   {{"千葉県", 9}, {"Chiba", 5}},
    {{"東京都", 9}, {"Tokyo", 5}},     {{"神奈川県", 12}, {"Kanagawa", 8}},
    {{"新潟県", 9}, {"Niigata", 7}},   {{"富山県", 9}, {"Toyama", 6}},
    {{"石川県", 9}, {"Ishikawa", 8}},  {{"福井県", 9}, {"Fukui", 5}},
    {{"山梨県", 9}, {"Yamanashi", 9}}, {{"長野県", 9}, {"Nagano", 6}},
    {{"岐阜県", 9}, {"Gifu", 4}},      {{"静岡県", 9}, {"Shizuoka", 8}},
    {{"愛知県", 9}, {"Aichi", 5}},     {{"三重県", 9}, {"Mie", 3}},
    {{"滋賀県", 9}, {"Shiga", 5}},     {{"京都府", 9}, {"Kyoto", 5}},
    {{"大阪府", 9}, {"Osaka", 5}},     {{"兵庫県", 9}, {"Hyogo", 5}},
    {{"奈良県", 9}, {"Nara", 4}},      {{"和歌山県", 12}, {"Wakayama", 8}},
    {{"鳥取県", 9}, {"Tottori", 7}},   {{"島根県", 9}, {"Shimane", 7}},
    {{"岡山県", 9}, {"Okayama", 7}},   {{"広島県", 9}, {"Hiroshima", 9}},
    {{"山口県", 9}, {"Yamaguchi", 9}}, {{"徳島県", 9}, {"Tokushima", 9}},
    {{"香川県", 9}, {"Kagawa", 6}},    {{"愛媛県", 9}, {"Ehime", 5}},
    {{"高知県", 9}, {"Kochi", 5}},     {{"福岡県", 9}, {"Fukuoka", 7}},
    {{"佐賀県", 9}, {"Saga", 4}},      {{"長崎県", 9}, {"Nagasaki", 8}},
    {{"熊本県", 9}, {"Kumamoto", 8}},  {{"大分県", 9}, {"Oita", 4}},
    {{"宮崎県", 9}, {"Miyazaki", 8}},  {{"鹿児島県", 12}, {"Kagoshima", 9}},
    {{"沖縄県", 9}, {"Okinawa", 7}},
};

bool country_name(struct slice code, struct phrase *ret)
{
    for (size_t i = 0; i < COUNTRIES; i++)
        if (slice_eq(countries[i].code, code)) {
            *ret = countries[i].name;
            return true;
        }
    return false;
}

static bool is_code(struct slice s)
{
    return s.len == 2 && s.ptr[0] >= 'A' && s.ptr[0] <= 'Z' && s.ptr[1] >= 'A' && s.ptr[1] <= 'Z';
}

/* Where ${name} stands in ${place} as whole words (Japanese has none). */
static bool tells(struct slice place, struct phrase name)
{
    size_t at = slice_find(place, name.en), end = at + name.en.len;

    if (slice_has(place, name.ja))
        return true;
    return at < place.len && (at == 0 || place.ptr[at - 1] == ' ' || place.ptr[at - 1] == ',') &&
           (end == place.len || place.ptr[end] == ' ' || place.ptr[end] == ',');
}

struct slice country_of_place(struct slice place)
{
    if (is_code(place))
        return place;
    for (size_t i = 0; i < COUNTRIES; i++)
        if (tells(place, countries[i].name))
            return countries[i].code;
    for (size_t i = 0; i < sizeof(prefectures) / sizeof(prefectures[0]); i++)
        if (tells(place, prefectures[i]))
            return SLICE("JP");
    return SLICE("");
}
