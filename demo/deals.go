package demo

import (
	"fmt"
	"math"
)

type deal struct {
	id, name, stage, status string
	account                 *account
	owner                   *user
	value                   float64
	created, closes         day // closes is to come for an open deal, mostly
	items                   []lineItem
	members                 []*member
}

type lineItem struct {
	product   *product
	quantity  int
	unitPrice float64 // in the account's currency
	discount  int     // in percent
}

func (i lineItem) total() float64 {
	return float64(i.quantity) * i.unitPrice * float64(100-i.discount) / 100
}

// ended is the day on which the deal was decided; today while it is open.
func (dl *deal) ended(today day) day {
	if dl.status == "open" {
		return today
	}
	return dl.closes
}

// openDeals invents the opportunities of the last two years, larger accounts having more of them, with their line items, buying
// centres and influences.
func (s *sample) openDeals() {
	d := s.dice("deals")
	accounts := wheel[*account]{}
	for _, a := range s.accounts {
		accounts.add(a, math.Sqrt(float64(a.size)))
	}
	for i := range s.Opportunities {
		dl := &deal{id: fmt.Sprintf("o%04d", i+1), account: accounts.turn(d)}
		dl.owner = dl.account.owner
		if len(dl.account.team) > 0 && d.chance(.3) {
			dl.owner = pick(d, dl.account.team).user
		}
		s.date(d, dl)
		s.price(d, dl)
		dl.name = s.dealName(d, dl)
		s.deals = append(s.deals, dl)
	}
	s.gatherBuyers()
	s.influence()
}

// date decides when a deal began and ends, and how: a deal takes two to twelve months, and what should be over mostly is.
func (s *sample) date(d dice, dl *deal) {
	dl.created = s.today - day(d.between(5, 2*year-5))
	dl.closes = dl.created + day(d.between(60, 330))
	overdue := dl.closes <= s.today && d.chance(.05)
	switch {
	case dl.closes > s.today || overdue:
		dl.status = "open"
		dl.stage = throw(d, []odds[string]{{3, "Qualification"}, {3, "Discovery"}, {3, "Proposal"}, {2, "Negotiation"}, {1, "Commitment"}})
	case d.chance(.45):
		dl.status, dl.stage = "won", "Closed won"
	default:
		dl.status, dl.stage = "lost", "Closed lost"
	}
}

// price fills a deal with line items, or with a guess where there are none yet.
func (s *sample) price(d dice, dl *deal) {
	rate := unitsPerEuro[dl.account.country.currency]
	if dl.status == "open" && d.chance(.15) {
		dl.value = float64(roundTo(d.around(60_000, .8)*rate, 1000))
		return
	}
	for _, p := range draw(d, s.products, d.between(1, 5)) {
		item := lineItem{product: p, quantity: 1, unitPrice: math.Round(p.price * rate), discount: throw(d, []odds[int]{{5, 0}, {2, 5}, {2, 10}, {1, 15}, {.5, 25}})}
		switch p.category {
		case "Hardware":
			item.quantity = d.between(4, 40)
		case "Service":
			item.quantity = d.between(1, 6)
		}
		dl.items = append(dl.items, item)
		dl.value += item.total()
	}
	dl.value = math.Round(dl.value*100) / 100
}

func (s *sample) dealName(d dice, dl *deal) string {
	what := pick(d, []string{"Rollout", "Pilot", "Renewal", "Expansion", "Framework agreement", "Second phase"})
	if len(dl.items) > 0 {
		what = dl.items[0].product.name + ": " + what
	}
	return fmt.Sprintf("%s %d", what, dl.created.midnight().Year())
}
