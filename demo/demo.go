// Package demo invents a lifelike company that sells, the accounts it sells to and eight years of the people in them, and
// writes all of it as the generic CSV files that Kith imports. It knows the files only, never the graph: what it writes goes
// in by the way that any customer's data does.
//
// Everything is made up. Company names are invented stems, addresses end in the reserved .example, phone numbers come from
// the ranges that countries keep for fiction.
package demo

import (
	"fmt"
	"time"
)

// Config says how large the sample is. The same Config gives the same bytes.
type Config struct {
	Seed          uint64
	Today         time.Time // only its date counts: the history ends on the last Friday until then
	Units         int       // of the selling company, one tree
	Users         int
	Products      int
	Accounts      int
	Positions     int // in the largest account, the first one; the others have 12 or more, 65 on average
	Opportunities int
	Interactions  int // over the two years before Today
}

// Default is the sample company that `kith demo` loads and the README shows.
func Default() Config {
	return Config{
		Seed: 1, Today: time.Date(2026, time.November, 20, 0, 0, 0, 0, time.UTC),
		Units: 8, Users: 60, Products: 25, Accounts: 150, Positions: 900, Opportunities: 400, Interactions: 200_000,
	}
}

// Small is a sample of the same kind with a few accounts, for quick tests.
func Small() Config {
	c := Default()
	c.Units, c.Users, c.Products, c.Accounts = 4, 8, 6, 5
	c.Positions, c.Opportunities, c.Interactions = 40, 12, 600
	return c
}

// smallestAccount is the least number of positions that an account has.
const smallestAccount = 12

func (c Config) check() error {
	switch {
	case c.Today.IsZero():
		return fmt.Errorf("demo: Today is not set")
	case c.Units < 1 || c.Users < 1 || c.Products < 1 || c.Accounts < 1:
		return fmt.Errorf("demo: Units, Users, Products and Accounts must be at least 1")
	case c.Positions < smallestAccount:
		return fmt.Errorf("demo: Positions must be at least %d", smallestAccount)
	case c.Opportunities < 0 || c.Interactions < 0:
		return fmt.Errorf("demo: Opportunities and Interactions must not be negative")
	}
	return nil
}

// Write invents the sample and writes its files into dir, which must exist. Files of the same names are replaced.
func Write(dir string, c Config) error {
	if err := c.check(); err != nil {
		return err
	}
	return invent(c).write(dir)
}

// endOfHistory is the last day until today that lies whole weeks from the default's, a Friday: so one seed gives one sample,
// in which with another Today nothing but the dates differs, and people still meet on weekdays.
func endOfHistory(today time.Time) day {
	last, ours := dayOf(today), dayOf(Default().Today)
	return last - ((last-ours)%7+7)%7
}

// invent makes the whole sample, each part resting on those before it.
func invent(c Config) *sample {
	s := &sample{Config: c, today: endOfHistory(c.Today), languages: loadLanguages(), mailboxes: map[string]bool{}}
	s.inventSeller()
	s.inventAccounts()
	for _, a := range s.accounts {
		s.draw(a)
	}
	s.fillSeats()
	s.seatBoards()
	s.placeAlumni()
	s.listContacts()
	s.staffAccounts()
	s.openDeals()
	s.acquaint()
	s.tie()
	s.relate()
	s.talk()
	return s
}
