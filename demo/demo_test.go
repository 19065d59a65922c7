package demo

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// tables are the written files: name → rows of column → cell.
type tables map[string][]map[string]string

func written(c Config) (tables, map[string]string, error) {
	dir, err := os.MkdirTemp("", "demo")
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := Write(dir, c); err != nil {
		return nil, nil, err
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		return nil, nil, err
	}
	all, texts := tables{}, map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
		if err != nil {
			return nil, nil, err
		}
		name := strings.TrimSuffix(filepath.Base(path), ".csv")
		texts[name], all[name] = string(text), []map[string]string{}
		for _, row := range rows[1:] {
			cells := make(map[string]string, len(row))
			for i, column := range rows[0] {
				cells[column] = row[i]
			}
			all[name] = append(all[name], cells)
		}
	}
	return all, texts, nil
}

var defaults = sync.OnceValues(func() (tables, error) {
	all, _, err := written(Default())
	return all, err
})

func defaultTables(t *testing.T) tables {
	all, err := defaults()
	require.NoError(t, err)
	return all
}

func TestTheSameSeedWritesTheSameBytes(t *testing.T) {
	_, first, err := written(Small())
	require.NoError(t, err)
	_, again, err := written(Small())
	require.NoError(t, err)
	require.Equal(t, first, again)

	other := Small()
	other.Seed++
	_, different, err := written(other)
	require.NoError(t, err)
	for name := range first {
		if name != "units" {
			require.NotEqual(t, first[name], different[name], name)
		}
	}
}

func TestTheTimeOfDayDoesNotMatter(t *testing.T) {
	c := Small()
	_, midnight, err := written(c)
	require.NoError(t, err)
	c.Today = c.Today.Add(17 * time.Hour)
	_, evening, err := written(c)
	require.NoError(t, err)
	require.Equal(t, midnight, evening)
}

// What stands in documents holds on any day: with another Today ids, names and everything else stay, and dates move by whole
// weeks. A deal's name ends with a year.
func TestAnotherTodayOnlyMovesDates(t *testing.T) {
	c := Small()
	_, before, err := written(c)
	require.NoError(t, err)
	for _, days := range []int{0, 3, 6, 700, 703, -700, -697} {
		c.Today = Default().Today.AddDate(0, 0, days)
		_, after, err := written(c)
		require.NoError(t, err)
		weeks := (days + 7000) / 7 * 7
		for name, text := range before {
			text = date.ReplaceAllStringFunc(text, func(found string) string {
				day, err := time.Parse(time.DateOnly, found)
				require.NoError(t, err)
				return day.AddDate(0, 0, weeks-7000).Format(time.DateOnly)
			})
			if name == "opportunities" {
				text, after[name] = dealYear.ReplaceAllString(text, ""), dealYear.ReplaceAllString(after[name], "")
			}
			require.Equal(t, text, after[name], name)
		}
	}
}

var (
	date     = regexp.MustCompile(`\b\d{4}-\d\d-\d\d`)
	dealYear = regexp.MustCompile(` \d{4},`)
)

func TestTheDefaultIsAsLargeAsAsked(t *testing.T) {
	all := defaultTables(t)
	require.Len(t, all["units"], 8)
	require.Len(t, all["users"], 60)
	require.Len(t, all["products"], 25)
	require.Len(t, all["accounts"], 150)
	require.Len(t, all["opportunities"], 400)
	require.Len(t, all["interactions"], 200_000)

	seats, total, largest := positionsByAccount(all), 0, 0
	for account, n := range seats {
		require.GreaterOrEqual(t, n, 12, account)
		require.LessOrEqual(t, n, 900, account)
		total, largest = total+n, max(largest, n)
	}
	require.Len(t, seats, 150)
	require.Equal(t, 900, largest)
	require.GreaterOrEqual(t, total, 9_000)
	require.LessOrEqual(t, total, 12_000)
}

// positionsByAccount counts seats, those among them that a contact without a place in the chart gets.
func positionsByAccount(all tables) map[string]int {
	seats, seen := map[string]int{}, map[string]bool{}
	for _, row := range all["positions"] {
		if !seen[row["id"]] {
			seen[row["id"]] = true
			seats[row["account_id"]]++
		}
	}
	for _, row := range all["contacts"] {
		if row["account_id"] != "" {
			seats[row["account_id"]]++
		}
	}
	return seats
}

func TestTheDefaultHasSomeOfEverything(t *testing.T) {
	all := defaultTables(t)
	count := func(file string, is func(row map[string]string) bool) int {
		n := 0
		for _, row := range all[file] {
			if is(row) {
				n++
			}
		}
		return n
	}
	has := func(column, value string) func(map[string]string) bool {
		return func(row map[string]string) bool { return row[column] == value }
	}
	filled := func(column string) func(map[string]string) bool {
		return func(row map[string]string) bool { return row[column] != "" }
	}
	for _, want := range []struct {
		what, file string
		is         func(map[string]string) bool
		least      int
	}{
		{"users who left", "users", has("active", "false"), 3},
		{"subsidiaries", "accounts", filled("parent_id"), 15},
		{"accounts without owner", "accounts", has("owner_email", ""), 1},
		{"renewals", "accounts", filled("custom.renewal"), 20},
		{"placeholders", "positions", has("placeholder", "true"), 100},
		{"assistants", "positions", has("assistant", "true"), 100},
		{"dotted lines", "positions", has("line", "dotted"), 50},
		{"people without a place", "contacts", filled("account_id"), 50},
		{"former employers of ours", "positions", func(r map[string]string) bool { return strings.HasPrefix(r["contact_id"], "user:") }, 30},
		{"open deals", "opportunities", has("status", "open"), 80},
		{"deals won", "opportunities", has("status", "won"), 60},
		{"deals lost", "opportunities", has("status", "lost"), 60},
		{"conflicts", "influences", has("effect", "conflict"), 50},
		{"negative influences", "influences", has("effect", "negative"), 50},
		{"influences in general", "influences", has("opportunity_id", ""), 50},
		{"consultants", "relations", has("type", "consultant of"), 30},
		{"board members", "relations", has("type", "board member of"), 30},
		{"alumni", "relations", has("type", "studied at"), 20},
		{"measured ties", "ties", filled("strength"), 100},
		{"asserted ties of ours", "ties", func(r map[string]string) bool {
			return r["level"] != "" && strings.HasPrefix(r["person_a"], "user:")
		}, 500},
		{"ties between contacts", "ties", func(r map[string]string) bool { return !strings.HasPrefix(r["person_a"]+r["person_b"], "user:") }, 500},
	} {
		require.GreaterOrEqual(t, count(want.file, want.is), want.least, want.what)
	}
	for _, kind := range closedLists["kind"] {
		require.Positive(t, count("interactions", has("kind", kind)), kind)
	}
	require.Greater(t, movers(all), 800, "people who held positions in several accounts")
}

func movers(all tables) int {
	accounts := map[string]map[string]bool{}
	for _, row := range all["positions"] {
		if p := row["contact_id"]; p != "" {
			if accounts[p] == nil {
				accounts[p] = map[string]bool{}
			}
			accounts[p][row["account_id"]] = true
		}
	}
	n := 0
	for _, of := range accounts {
		if len(of) > 1 {
			n++
		}
	}
	return n
}

func TestNamesComeInManyScripts(t *testing.T) {
	found := map[string]bool{}
	for _, row := range defaultTables(t)["contacts"] {
		for _, letter := range row["name"] {
			for name, script := range unicode.Scripts {
				if name != "Common" && name != "Inherited" && unicode.Is(script, letter) {
					found[name] = true
				}
			}
		}
	}
	for _, script := range []string{"Latin", "Greek", "Cyrillic", "Georgian", "Hebrew", "Arabic", "Devanagari", "Thai", "Han", "Hiragana", "Hangul"} {
		require.True(t, found[script], script)
	}
	require.GreaterOrEqual(t, len(loadLanguages()), 10)
}

func TestFamilyNamesStandWhereTheLanguagePutsThem(t *testing.T) {
	languages, d := loadLanguages(), (&sample{}).dice("names")
	for range 50 {
		greek, japanese, chinese := languages["el"].name(d), languages["ja"].name(d), languages["zh"].name(d)
		require.Equal(t, greek.first+" "+greek.last, greek.full)
		require.Equal(t, japanese.last+" "+japanese.first, japanese.full)
		require.Equal(t, chinese.last+chinese.first, chinese.full)
	}
	kowalska := parseName("Kowalski/Kowalska")
	require.Equal(t, spelled{"Kowalska", "kowalska"}, kowalska.woman)
	require.Equal(t, spelled{"Müller-Lüde", "muellerluede"}, parseName("Müller-Lüde").man)
	require.Equal(t, spelled{"İpek", "ipek"}, parseName("İpek").woman)
	require.Equal(t, spelled{"Παππά", "pappa"}, parseName("Παππάς/Παππά=Pappas/Pappa").woman)
}

func TestEveryNameHasAnAddressInASCII(t *testing.T) {
	for code, l := range loadLanguages() {
		for _, list := range [][]nameForms{l.women, l.men, l.families} {
			require.GreaterOrEqual(t, len(list), 12, code)
			for _, name := range list {
				for _, form := range []spelled{name.man, name.woman} {
					require.Regexp(t, `^[a-z]+$`, form.latin, code+" "+form.native)
				}
			}
		}
	}
}

// TestDealsAreHealthyAndNot rates the default's deals by the rule of the buying centre's health.
func TestDealsAreHealthyAndNot(t *testing.T) {
	all, ratings := defaultTables(t), map[string]int{}
	members := map[string][]map[string]string{}
	for _, m := range all["buying_center"] {
		members[m["opportunity_id"]] = append(members[m["opportunity_id"]], m)
	}
	for _, deal := range all["opportunities"] {
		ratings[rating(members[deal["id"]])]++
	}
	for _, colour := range []string{"red", "amber", "green"} {
		require.GreaterOrEqual(t, ratings[colour], 60, "%s of %v", colour, ratings)
	}
}

func rating(members []map[string]string) string {
	filled := map[string]bool{}
	supported, decided, opposed := false, false, false
	for _, m := range members {
		roles := map[string]bool{}
		for role := range strings.SplitSeq(m["roles"], ";") {
			roles[role], filled[role] = true, true
		}
		decides := roles["decisionMaker"] || roles["approver"]
		key := decides || roles["economicBuyer"] || m["political_status"] == "innerCircle"
		for_ := m["attitude"] == "supporter" || m["attitude"] == "mentor"
		supported = supported || key && for_
		decided = decided || decides && for_
		opposed = opposed || key && (m["attitude"] == "nonSupporter" || m["attitude"] == "enemy")
	}
	switch {
	case !supported:
		return "red"
	case decided && !opposed && filled["decisionMaker"] && filled["economicBuyer"] && filled["champion"]:
		return "green"
	}
	return "amber"
}

func TestOurPeopleWorkOnWeekdays(t *testing.T) {
	s := invent(Small())
	require.Len(t, s.interactions, Small().Interactions)
	for _, i := range s.interactions {
		u := i.from.user
		if u == nil {
			u = i.to[0].user
		}
		local := u.local(i.at)
		require.False(t, dayOf(local).weekend(), local)
		require.True(t, local.Hour() >= 8 && local.Hour() < 18, local)
	}
}

func TestConfigIsChecked(t *testing.T) {
	for name, spoil := range map[string]func(*Config){
		"no day":          func(c *Config) { c.Today = time.Time{} },
		"no unit":         func(c *Config) { c.Units = 0 },
		"no user":         func(c *Config) { c.Users = 0 },
		"no account":      func(c *Config) { c.Accounts = 0 },
		"no product":      func(c *Config) { c.Products = 0 },
		"few positions":   func(c *Config) { c.Positions = 11 },
		"negative deals":  func(c *Config) { c.Opportunities = -1 },
		"negative number": func(c *Config) { c.Interactions = -1 },
	} {
		c := Small()
		spoil(&c)
		require.ErrorContains(t, Write(t.TempDir(), c), "demo: ", name)
	}
	require.Error(t, Write(filepath.Join(t.TempDir(), "not", "there"), Small()))
}

func TestTheDefaultHoldsTogether(t *testing.T) {
	requireSound(t, Default(), defaultTables(t))
}

func TestAnySampleHoldsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Config{
			Seed:          rapid.Uint64().Draw(t, "seed"),
			Today:         dayOf(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)).midnight().AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "today")),
			Units:         rapid.IntRange(1, 12).Draw(t, "units"),
			Users:         rapid.IntRange(1, 20).Draw(t, "users"),
			Products:      rapid.IntRange(1, 60).Draw(t, "products"),
			Accounts:      rapid.IntRange(1, 15).Draw(t, "accounts"),
			Positions:     rapid.IntRange(12, 200).Draw(t, "positions"),
			Opportunities: rapid.IntRange(0, 30).Draw(t, "opportunities"),
			Interactions:  rapid.IntRange(0, 300).Draw(t, "interactions"),
		}
		all, _, err := written(c)
		require.NoError(t, err)
		require.Len(t, all["accounts"], c.Accounts)
		require.Len(t, all["users"], c.Users)
		require.Len(t, all["units"], c.Units)
		require.Len(t, all["products"], c.Products)
		require.Len(t, all["opportunities"], c.Opportunities)
		require.LessOrEqual(t, len(all["interactions"]), c.Interactions)
		require.Equal(t, c.Positions, positionsByAccount(all)["a001"], strconv.Itoa(c.Positions))
		requireSound(t, c, all)
	})
}
