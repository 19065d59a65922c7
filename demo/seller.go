package demo

import (
	"fmt"
	"slices"
	"strings"
)

const (
	sellerName   = "Merrowick Systems"
	sellerDomain = "merrowick.example"
)

type unit struct {
	id, name string
	parent   *unit
}

type user struct {
	person
	email       string
	unit        *unit
	role        string
	hired, left day // left 0: still here
}

func (u *user) working() span { return span{u.hired, u.left} }
func (u *user) active() bool  { return u.left == 0 }

type product struct {
	id, name, sku, category string
	price                   float64 // in EUR
}

// unitTree is our own company from the top: a name and its parent's.
var unitTree = [][2]string{
	{sellerName, ""}, {"EMEA", sellerName}, {"Americas", sellerName}, {"Asia-Pacific", sellerName},
	{"Central Europe", "EMEA"}, {"Western Europe", "EMEA"}, {"South and East", "EMEA"}, {"Key Accounts", sellerName},
}

func (s *sample) inventSeller() {
	d := s.dice("seller")
	for i := range s.Units {
		name, parent := fmt.Sprintf("Team %d", i+1), sellerName
		if i < len(unitTree) {
			name, parent = unitTree[i][0], unitTree[i][1]
		}
		s.units = append(s.units, &unit{id: fmt.Sprintf("n%d", i+1), name: name, parent: s.unitNamed(parent)})
	}
	for i := range s.Users {
		s.users = append(s.users, s.newUser(d, i))
	}
	for i := range s.Products {
		s.products = append(s.products, newProduct(d, i))
	}
}

// unitNamed is the unit of that name, or the one above it where the sample is too small to have it; nil above the top.
func (s *sample) unitNamed(name string) *unit {
	for name != "" {
		for _, u := range s.units {
			if u.name == name {
				return u
			}
		}
		above := ""
		for _, branch := range unitTree {
			if branch[0] == name {
				above = branch[1]
			}
		}
		name = above
	}
	return nil
}

// newUser is the head of a unit, or else a rep in one that has no others below it.
func (s *sample) newUser(d dice, i int) *user {
	u := &user{role: "rep", hired: s.today - day(d.between(200, 7*year))}
	if i < len(s.units) {
		u.unit = s.units[i]
	} else {
		field := s.fieldUnits()
		u.unit = field[i%len(field)]
	}
	u.person = *s.newPerson(d, s.homeOf(d, u.unit))
	u.id = fmt.Sprintf("u%02d", i+1)
	u.user = u
	switch {
	case i == 0:
		u.role, u.hired = "administrator", s.today-9*year
	case i < len(s.units):
		u.role = "manager"
	case d.chance(.15):
		u.left = u.hired + day(d.between(120, max(121, int(s.today-u.hired)-20)))
	}
	u.email = s.mailbox(&u.person, sellerDomain)
	return u
}

// fieldUnits are those at the ends of the tree.
func (s *sample) fieldUnits() []*unit {
	above := map[*unit]bool{}
	for _, u := range s.units {
		above[u.parent] = true
	}
	return slices.DeleteFunc(slices.Clone(s.units), func(u *unit) bool { return above[u] })
}

// homeOf is a country where a unit sells; any for a unit without one of its own.
func (s *sample) homeOf(d dice, u *unit) *country {
	var table []odds[*country]
	for i := range countries {
		c := &countries[i]
		if s.unitNamed(c.unit) == u {
			table = append(table, odds[*country]{c.weight, c})
		}
	}
	if len(table) == 0 {
		table = byWeight()
	}
	return throw(d, table)
}

// catalogue is what we sell: name, category, price in EUR.
var catalogue = []struct {
	name, category string
	price          float64
}{
	{"Plant Monitor", "Software", 48_000}, {"Line Sensor Kit", "Hardware", 1_900}, {"Edge Gateway", "Hardware", 3_400},
	{"Premium Support", "Service", 12_000}, {"Rollout Workshop", "Service", 4_800}, {"Forecast Module", "Software", 26_000},
	{"Plant Monitor, site licence", "Software", 140_000}, {"Vibration Sensor", "Hardware", 420}, {"Thermal Camera", "Hardware", 2_750},
	{"Flow Meter", "Hardware", 680}, {"Gateway Rack", "Hardware", 7_900}, {"Asset Register", "Software", 18_500},
	{"Shift Planner", "Software", 15_000}, {"Energy Ledger", "Software", 21_000}, {"Quality Cockpit", "Software", 33_000},
	{"Mobile Inspector", "Software", 9_600}, {"Integration Pack", "Software", 14_000}, {"Data Archive", "Software", 7_200},
	{"Operator Training", "Service", 2_400}, {"Administrator Training", "Service", 3_200}, {"On-site Engineer, day", "Service", 1_350},
	{"Health Check", "Service", 5_500}, {"Standard Support", "Service", 4_000}, {"Spare Parts Box", "Hardware", 950},
	{"Migration Project", "Service", 38_000},
}

func newProduct(d dice, i int) *product {
	of := catalogue[i%len(catalogue)]
	if edition := i / len(catalogue); edition > 0 {
		of.name, of.price = fmt.Sprintf("%s, edition %d", of.name, edition+1), of.price*1.2
	}
	return &product{
		id: fmt.Sprintf("pr%02d", i+1), name: of.name, category: of.category, price: of.price,
		sku: fmt.Sprintf("%.2s-%04d", strings.ToUpper(of.category), 1000+10*i+d.IntN(10)),
	}
}
