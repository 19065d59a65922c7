package demo

// country is where an account is and what follows from that.
type country struct {
	name, language, currency string
	legal                    string // how a company's name is written in full; %s is the name
	suffix                   string // of a subsidiary's name and domain
	unit                     string // of ours that sells there
	hours                    int    // that clocks are ahead of UTC
	phone                    string // numbers kept for fiction, # any digit; empty where the country keeps none
	cities                   []string
	weight                   float64 // how many accounts we have there
}

var countries = []country{
	{"United States", "en", "USD", "%s, Inc.", "US", "Americas", -5, "+1 202 555 01##", []string{"Boston", "Chicago", "Denver", "Atlanta", "Seattle"}, 5},
	{"Germany", "de", "EUR", "%s GmbH", "DE", "Central Europe", 1, "+49 30 23125 ###", []string{"Hamburg", "München", "Köln", "Leipzig", "Stuttgart"}, 5},
	{"United Kingdom", "en", "GBP", "%s Ltd", "UK", "Western Europe", 0, "+44 20 7946 0###", []string{"London", "Manchester", "Bristol", "Leeds"}, 4},
	{"France", "fr", "EUR", "%s SAS", "FR", "Western Europe", 1, "+33 1 99 00 ## ##", []string{"Paris", "Lyon", "Nantes", "Toulouse"}, 3},
	{"Spain", "es", "EUR", "%s S.L.", "ES", "Western Europe", 1, "", []string{"Madrid", "Valencia", "Bilbao", "Sevilla"}, 2},
	{"Italy", "it", "EUR", "%s S.r.l.", "IT", "Western Europe", 1, "", []string{"Milano", "Torino", "Bologna", "Verona"}, 2},
	{"Netherlands", "nl", "EUR", "%s B.V.", "NL", "Western Europe", 1, "", []string{"Utrecht", "Eindhoven", "Groningen"}, 2},
	{"Sweden", "sv", "SEK", "%s AB", "SE", "Western Europe", 1, "+46 8 465 004 ##", []string{"Stockholm", "Göteborg", "Uppsala"}, 1.5},
	{"Austria", "de", "EUR", "%s GmbH", "AT", "Central Europe", 1, "", []string{"Wien", "Graz", "Linz"}, 1.5},
	{"Switzerland", "de", "CHF", "%s AG", "CH", "Central Europe", 1, "", []string{"Zürich", "Basel", "Bern"}, 1.5},
	{"Poland", "pl", "PLN", "%s sp. z o.o.", "PL", "Central Europe", 1, "", []string{"Warszawa", "Kraków", "Wrocław", "Gdańsk"}, 2},
	{"Ukraine", "uk", "UAH", "ТОВ «%s»", "UA", "South and East", 2, "", []string{"Київ", "Львів", "Харків"}, 1.5},
	{"Greece", "el", "EUR", "%s Α.Ε.", "GR", "South and East", 2, "", []string{"Αθήνα", "Θεσσαλονίκη", "Πάτρα"}, 1.5},
	{"Türkiye", "tr", "TRY", "%s A.Ş.", "TR", "South and East", 3, "", []string{"İstanbul", "Ankara", "İzmir"}, 1.5},
	{"Georgia", "ka", "GEL", "შპს „%s“", "GE", "South and East", 4, "", []string{"თბილისი", "ბათუმი", "ქუთაისი"}, 1},
	{"Israel", "he", "ILS", "%s בע״מ", "IL", "South and East", 2, "", []string{"תל אביב", "חיפה", "באר שבע"}, 1},
	{"United Arab Emirates", "ar", "AED", "%s ذ.م.م", "AE", "South and East", 4, "", []string{"دبي", "أبوظبي", "الشارقة"}, 1.5},
	{"India", "hi", "INR", "%s Pvt. Ltd.", "IN", "Asia-Pacific", 5, "", []string{"मुंबई", "दिल्ली", "जयपुर", "इंदौर"}, 2},
	{"Thailand", "th", "THB", "บริษัท %s จำกัด", "TH", "Asia-Pacific", 7, "", []string{"กรุงเทพฯ", "เชียงใหม่", "ขอนแก่น"}, 1},
	{"China", "zh", "CNY", "%s有限公司", "CN", "Asia-Pacific", 8, "", []string{"上海", "深圳", "杭州", "成都"}, 2},
	{"Japan", "ja", "JPY", "%s株式会社", "JP", "Asia-Pacific", 9, "", []string{"東京", "大阪", "名古屋", "福岡"}, 2},
	{"South Korea", "ko", "KRW", "주식회사 %s", "KR", "Asia-Pacific", 9, "", []string{"서울", "부산", "대전"}, 1.5},
	{"Australia", "en", "AUD", "%s Pty Ltd", "AU", "Asia-Pacific", 10, "+61 2 5550 ####", []string{"Sydney", "Melbourne", "Perth"}, 1.5},
	{"Brazil", "pt", "BRL", "%s Ltda.", "BR", "Americas", -3, "", []string{"São Paulo", "Curitiba", "Recife"}, 2},
	{"Portugal", "pt", "EUR", "%s, Lda.", "PT", "Western Europe", 0, "", []string{"Lisboa", "Porto", "Braga"}, 1},
	{"Mexico", "es", "MXN", "%s, S.A. de C.V.", "MX", "Americas", -6, "", []string{"Monterrey", "Guadalajara", "Puebla"}, 1.5},
}

// unitsPerEuro turns prices into an account's currency: rounded, and good enough for a sample.
var unitsPerEuro = map[string]float64{
	"EUR": 1, "USD": 1.1, "GBP": .85, "SEK": 11, "CHF": .95, "PLN": 4.3, "UAH": 45, "TRY": 38, "GEL": 3, "ILS": 4, "AED": 4,
	"INR": 92, "THB": 39, "CNY": 7.9, "JPY": 160, "KRW": 1500, "AUD": 1.65, "BRL": 6, "MXN": 20,
}

// phoneNumber fills a country's pattern, empty where it has none.
func (c *country) phoneNumber(d dice) string {
	number := []byte(c.phone)
	for i, b := range number {
		if b == '#' {
			number[i] = byte('0' + d.IntN(10))
		}
	}
	return string(number)
}
