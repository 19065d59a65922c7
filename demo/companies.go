package demo

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

type account struct {
	id, name, legalName, domain string
	industry                    *industry
	country                     *country
	city, street, postalCode    string
	phone, class                string
	employees                   int
	revenue                     float64 // a year, in the account's currency
	parent                      *account
	percent                     int
	created                     day
	region                      string // custom
	renewal                     day    // custom
	size                        int    // positions
	seats                       []*seat
	unplaced                    []*person
	owner                       *user
	team                        []*assignment
}

// industry gives its companies the second word of their names, a core department and the name of the top seat.
type industry struct {
	name    string
	words   []string
	core    *department
	top     string
	revenue float64 // a year for each employee, in EUR
}

var industries = []odds[*industry]{
	{5, &industry{"Manufacturing", []string{"Works", "Industries", "Tools", "Components"}, &production, "Chief Executive Officer", 210_000}},
	{3, &industry{"Logistics", []string{"Logistics", "Freight", "Cargo"}, &transport, "Chief Executive Officer", 160_000}},
	{2, &industry{"Food", []string{"Foods", "Bakeries", "Dairy"}, &production, "Managing Director", 190_000}},
	{2, &industry{"Chemicals", []string{"Chemicals", "Coatings", "Polymers"}, &production, "Chief Executive Officer", 380_000}},
	{2, &industry{"Energy", []string{"Energy", "Power", "Grid"}, &plants, "Chief Executive Officer", 450_000}},
	{2, &industry{"Banking", []string{"Bank", "Finance", "Capital"}, &banking, "Chief Executive Officer", 300_000}},
	{2, &industry{"Healthcare", []string{"Clinics", "Health", "Medical"}, &care, "Managing Director", 110_000}},
	{2, &industry{"Retail", []string{"Stores", "Markets", "Retail"}, &stores, "Managing Director", 150_000}},
	{2, &industry{"Software", []string{"Software", "Systems", "Labs"}, &engineering, "Chief Executive Officer", 170_000}},
	{2, &industry{"Consulting", []string{"Consulting", "Advisors", "Partners"}, &advisory, "Managing Partner", 180_000}},
	{1, &industry{"Education", []string{"University", "Institute", "College"}, &faculties, "Rector", 80_000}},
}

var (
	stemStarts = []string{"Quor", "Brax", "Tilv", "Fenw", "Jolv", "Skel", "Drun", "Lomv", "Nerv", "Zelk", "Orv", "Haldr", "Vosk", "Plinth", "Garv", "Wexm", "Ysel", "Crof", "Thand", "Murv", "Elkh", "Sorn", "Bexl", "Kald"}
	stemEnds   = []string{"andel", "ovik", "esta", "immer", "uland", "orro", "adis", "etzen", "ino", "alune", "omere", "ivar", "eborn", "ulse", "anthe", "orune", "ellow", "istad"}
)

func (s *sample) inventAccounts() {
	d := s.dice("companies")
	stems := s.stems(d)
	rounds := draw(d, allCountries(), len(countries)) // each country once, then by weight
	for i := range s.Accounts {
		a := &account{id: fmt.Sprintf("a%03d", i+1), industry: throw(d, industries), size: s.sizeOf(d, i)}
		switch {
		case i == 0:
			a.country, a.industry = &countries[0], industries[0].of
		case i <= len(rounds):
			a.country = rounds[i-1]
		default:
			a.country = throw(d, byWeight())
		}
		a.name = stems[i] + " " + pick(d, a.industry.words)
		if i > 3 && d.chance(.2) {
			s.subsidiary(d, a, s.accounts[d.IntN(i)])
		}
		s.describe(d, a)
		s.accounts = append(s.accounts, a)
	}
}

func allCountries() []*country {
	all := make([]*country, len(countries))
	for i := range countries {
		all[i] = &countries[i]
	}
	return all
}

func byWeight() []odds[*country] {
	table := make([]odds[*country], len(countries))
	for i := range countries {
		table[i] = odds[*country]{countries[i].weight, &countries[i]}
	}
	return table
}

// stems invents a name for each account, no two alike.
func (s *sample) stems(d dice) []string {
	var all []string
	for round := 0; len(all) < s.Accounts; round++ {
		for _, start := range stemStarts {
			for _, end := range stemEnds {
				all = append(all, start+end+strings.Repeat("x", round))
			}
		}
	}
	return draw(d, all, s.Accounts)
}

// sizeOf is how many positions an account has: the first the most, the others few or many as companies are.
func (s *sample) sizeOf(d dice, i int) int {
	if i == 0 {
		return s.Positions
	}
	most := max(smallestAccount, s.Positions*2/3)
	return min(max(smallestAccount, int(d.around(46, .85))), most)
}

// subsidiary makes the account a branch of another, which gives it the group's name and industry. An owner stands before what
// it owns, so ownership has no cycle.
func (s *sample) subsidiary(d dice, a, parent *account) {
	a.parent, a.industry = parent, parent.industry
	a.percent = throw(d, []odds[int]{{6, 100}, {1, 51}, {1, 60}, {1, 75}, {1, 80}})
	group := parent
	for group.parent != nil {
		group = group.parent
	}
	a.name = group.name + " " + a.country.suffix
	for n := 2; slices.ContainsFunc(s.accounts, func(o *account) bool { return o.name == a.name }); n++ {
		a.name = fmt.Sprintf("%s %s %d", group.name, a.country.suffix, n)
	}
}

func (s *sample) describe(d dice, a *account) {
	c := a.country
	a.domain = s.freeDomain(a)
	a.legalName = fmt.Sprintf(c.legal, a.name)
	a.city = pick(d, c.cities)
	a.street = fmt.Sprintf("%s %d", pick(d, []string{"Harbour Road", "Mill Lane", "Station Square", "Canal Street", "Orchard Way", "Foundry Street"}), d.between(1, 180))
	a.postalCode = fmt.Sprintf("%05d", d.between(1000, 99999))
	a.phone = c.phoneNumber(d)
	a.employees = roundTo(float64(a.size)*d.around(6, .7), 10)
	a.employees = max(a.employees, a.size)
	a.revenue = float64(roundTo(float64(a.employees)*a.industry.revenue*unitsPerEuro[c.currency]*d.around(1, .3), 100_000))
	a.created = s.today - day(d.between(2*year+30, 8*year))
	a.class = "C"
	switch {
	case a.size >= 150:
		a.class = "A"
	case a.size >= 50:
		a.class = "B"
	}
	if d.chance(.3) {
		a.region = pick(d, []string{"North", "South", "East", "West"})
	}
	if d.chance(.25) {
		a.renewal = s.today + day(d.between(20, year))
	}
}

// freeDomain is the account's name as a domain under .example; a branch adds its country.
func (s *sample) freeDomain(a *account) string {
	stem := asciiLetters(strings.Fields(a.name)[0])
	if a.parent != nil {
		stem += "-" + strings.ToLower(a.country.suffix)
	}
	domain := stem + ".example"
	for n := 2; slices.ContainsFunc(s.accounts, func(o *account) bool { return o.domain == domain }); n++ {
		domain = fmt.Sprintf("%s%d.example", stem, n)
	}
	return domain
}

func roundTo(x, step float64) int { return int(math.Round(x/step) * step) }
