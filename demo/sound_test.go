package demo

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stretchr/testify/require"
	"go.jetify.com/typeid"
)

// requireSound checks what every sample promises: the columns of the files, closed lists, references, dates, charts, careers.
func requireSound(t require.TestingT, c Config, all tables) {
	today := dayOf(c.Today).String()
	requireColumns(t, all)
	requireUnique(t, all)
	requireKithIDs(t, all)
	requireClosedLists(t, all)
	requireReferences(t, all)
	requireDates(t, all, today)
	requireNumbers(t, all)
	requireAddresses(t, all)
	requireCharts(t, all)
	requireCareers(t, all)
}

var columns = map[string]string{
	"accounts":      "id name legal_name domain website industry employees annual_revenue currency class phone street city region postal_code country parent_id percent owner_email created_at custom.region custom.renewal kith_id",
	"contacts":      "id first_name last_name name email phone linkedin_url location notes attitude account_id title department reports_to_id since until assistant owner_email kith_id",
	"positions":     "id account_id title department location contact_id reports_to_id line since until opened closed primary assistant placeholder kith_id",
	"users":         "id name email unit role active kith_id",
	"units":         "id name parent_id kith_id",
	"account_team":  "account_id user_email as access since until",
	"ties":          "person_a person_b level strength since until",
	"influences":    "from_id to_id weight effect opportunity_id since until",
	"relations":     "from_id to_id type since until note",
	"opportunities": "id account_id name stage status value currency close_date owner_email created_at kith_id",
	"buying_center": "opportunity_id contact_id roles attitude political_status coverage decision_orientation influence since until note",
	"interactions":  "at kind from to cc id",
	"products":      "id name sku category price currency kith_id",
	"line_items":    "opportunity_id product_id quantity unit_price discount",
}

func requireColumns(t require.TestingT, all tables) {
	require.Len(t, all, len(columns))
	for file, rows := range all {
		for _, row := range rows[:min(1, len(rows))] {
			var have []string
			for column := range row {
				have = append(have, column)
			}
			require.ElementsMatch(t, strings.Fields(columns[file]), have, file)
		}
	}
}

// keys are what no two rows of a file share.
var keys = map[string]string{
	"accounts": "id", "contacts": "id", "users": "id", "units": "id", "opportunities": "id", "interactions": "id", "products": "id",
	"account_team": "account_id user_email", "ties": "person_a person_b", "influences": "from_id to_id opportunity_id",
	"relations": "from_id to_id type", "buying_center": "opportunity_id contact_id", "line_items": "opportunity_id product_id",
}

func requireUnique(t require.TestingT, all tables) {
	for file, key := range keys {
		seen := map[string]bool{}
		for _, row := range all[file] {
			id := ""
			for column := range strings.SplitSeq(key, " ") {
				id += row[column] + " "
			}
			if seen[id] {
				require.Fail(t, "twice", "%s: %s", file, id)
			}
			seen[id] = true
			if file == "ties" {
				seen[row["person_b"]+" "+row["person_a"]+" "] = true
			}
		}
	}
}

// prefixes are those of the ids that Kith gives to the records of a file.
var prefixes = map[string]string{
	"accounts": "acc", "contacts": "con", "positions": "pos", "users": "usr", "units": "unt", "opportunities": "opp", "products": "prd",
}

// requireKithIDs checks that they are as Kith makes them, and that each is just one record's.
func requireKithIDs(t require.TestingT, all tables) {
	of := map[string]string{}
	for file, prefix := range prefixes {
		for _, row := range all[file] {
			id, err := typeid.FromString(row["kith_id"])
			require.NoError(t, err)
			require.Equal(t, prefix, id.Prefix())
			require.Contains(t, []string{"", row["id"]}, of[row["kith_id"]])
			of[row["kith_id"]] = row["id"]
		}
	}
}

var closedLists = map[string][]string{
	"roles": {"initiator", "user", "influencer", "evaluator", "technicalBuyer", "economicBuyer", "decisionMaker", "approver", "champion",
		"coach", "executiveSponsor", "gatekeeper", "legalAndCompliance", "blocker", "other"},
	"attitude":             {"enemy", "nonSupporter", "neutral", "supporter", "mentor"},
	"political_status":     {"outside", "politicalStructure", "innerCircle"},
	"coverage":             {"none", "brief", "multiple", "inDepth"},
	"decision_orientation": {"financial", "technical", "relationship", "business"},
	"level":                {"weak", "familiar", "strong"},
	"kind":                 {"email", "call", "video", "meeting", "message"},
	"effect":               {"positive", "negative", "conflict"},
	"line":                 {"solid", "dotted"},
	"status":               {"open", "won", "lost"},
	"as":                   {"accountManager", "sales", "presales", "customerSuccess", "executive", "other"},
	"access":               {"read", "write"},
	"role":                 {"administrator", "manager", "rep", "readOnly", "integration"},
	"active":               {"true", "false"},
	"primary":              {"true"}, "assistant": {"true"}, "placeholder": {"true"},
}

func requireClosedLists(t require.TestingT, all tables) {
	for file, rows := range all {
		for _, row := range rows {
			for column, allowed := range closedLists {
				if row[column] == "" {
					continue
				}
				for value := range strings.SplitSeq(row[column], ";") {
					if !slices.Contains(allowed, value) {
						require.Fail(t, "not in the list", "%s: %s %q", file, column, value)
					}
				}
			}
		}
	}
}

func requireReferences(t require.TestingT, all tables) {
	known := map[string]bool{"": true}
	for file, before := range map[string]string{"accounts": "account:", "contacts": "", "users": "user:", "units": "unit:", "opportunities": "deal:", "products": "product:", "positions": "seat:"} {
		for _, row := range all[file] {
			known[before+row["id"]] = true
			if file == "users" {
				known["mail:"+row["email"]] = true
			}
		}
	}
	for file, references := range map[string]map[string]string{
		"accounts":      {"parent_id": "account:", "owner_email": "mail:"},
		"contacts":      {"account_id": "account:", "owner_email": "mail:"},
		"positions":     {"account_id": "account:", "contact_id": "", "reports_to_id": "seat:"},
		"users":         {"unit": "unit:"},
		"units":         {"parent_id": "unit:"},
		"account_team":  {"account_id": "account:", "user_email": "mail:"},
		"ties":          {"person_a": "", "person_b": ""},
		"influences":    {"from_id": "", "to_id": "", "opportunity_id": "deal:"},
		"relations":     {"from_id": "", "to_id": ""},
		"opportunities": {"account_id": "account:", "owner_email": "mail:"},
		"buying_center": {"opportunity_id": "deal:", "contact_id": ""},
		"interactions":  {"from": "", "to": "", "cc": ""},
		"line_items":    {"opportunity_id": "deal:", "product_id": "product:"},
	} {
		for _, row := range all[file] {
			for column, before := range references {
				for id := range strings.SplitSeq(row[column], ";") {
					if id != "" && !known[before+id] {
						require.Fail(t, "reference to nothing", "%s: %s %q", file, column, id)
					}
				}
			}
		}
	}
	for _, row := range all["interactions"] {
		people := append([]string{row["from"]}, strings.Split(row["to"]+";"+row["cc"], ";")...)
		require.NotEmpty(t, row["to"])
		users, contacts, seen := 0, 0, map[string]bool{}
		for _, p := range people {
			switch {
			case p == "":
				continue
			case strings.HasPrefix(p, "user:"):
				users++
			default:
				contacts++
			}
			if seen[p] {
				require.Fail(t, "takes part twice", row["id"])
			}
			seen[p] = true
		}
		if users == 0 || contacts == 0 {
			require.Fail(t, "not between us and them", row["id"])
		}
	}
}

// requireDates relies on dates and instants sorting as text.
func requireDates(t require.TestingT, all tables, today string) {
	last := ""
	for file, rows := range all {
		for _, row := range rows {
			for _, pair := range [][2]string{{"since", "until"}, {"opened", "closed"}} {
				from, to := row[pair[0]], row[pair[1]]
				if from != "" && to != "" && from >= to || from > today || to > today {
					require.Fail(t, "not a time", "%s: %v", file, row)
				}
			}
			if at := row["created_at"]; at > today+"T" {
				require.Fail(t, "created after today", "%s: %v", file, row)
			}
		}
	}
	for _, row := range all["interactions"] {
		_, err := time.Parse(time.RFC3339, row["at"])
		require.NoError(t, err)
		require.Less(t, row["at"], today)
		require.GreaterOrEqual(t, row["at"], last, "in order")
		last = row["at"]
	}
	for _, row := range all["opportunities"] {
		require.Less(t, row["created_at"][:10], row["close_date"])
		if row["status"] != "open" {
			require.LessOrEqual(t, row["close_date"], today)
		}
	}
}

func requireNumbers(t require.TestingT, all tables) {
	within := func(file, column string, lo, hi float64) {
		for _, row := range all[file] {
			if row[column] != "" {
				x, err := strconv.ParseFloat(row[column], 64)
				require.NoError(t, err)
				require.True(t, x >= lo && x <= hi, "%s: %s %v", file, column, x)
			}
		}
	}
	within("ties", "strength", 0, 1)
	within("influences", "weight", 1, 5)
	within("buying_center", "influence", 1, 5)
	within("accounts", "percent", 1, 100)
	within("accounts", "employees", 12, 1e6)
	within("line_items", "quantity", 1, 1000)
	within("line_items", "discount", 1, 100)
	within("opportunities", "value", 1, 1e10)
	for _, row := range all["ties"] {
		require.True(t, row["level"] == "" || row["strength"] == "")
	}
	sums := map[string]float64{}
	for _, row := range all["line_items"] {
		quantity, _ := strconv.ParseFloat(row["quantity"], 64)
		price, _ := strconv.ParseFloat(row["unit_price"], 64)
		discount, _ := strconv.ParseFloat("0"+row["discount"], 64)
		sums[row["opportunity_id"]] += quantity * price * (100 - discount) / 100
	}
	for _, row := range all["opportunities"] {
		value, _ := strconv.ParseFloat(row["value"], 64)
		if sum := sums[row["id"]]; sum != 0 {
			require.InDelta(t, sum, value, .01, row["id"])
		}
	}
}

var address = regexp.MustCompile(`^([a-z]+\.[a-z]+[0-9]*@)?[a-z0-9-]+\.example$`)

func requireAddresses(t require.TestingT, all tables) {
	taken := map[string]bool{}
	for _, file := range []string{"contacts", "users", "accounts"} {
		for _, row := range all[file] {
			for one := range strings.SplitSeq(row["email"]+row["domain"], ";") {
				if one == "" {
					continue
				}
				require.Regexp(t, address, one)
				require.False(t, taken[one], one)
				taken[one] = true
			}
		}
	}
}

// stretch is a row's time as text; an empty end has none.
type stretch struct{ since, until, of string }

func (s stretch) on(day string) bool { return s.since <= day && (s.until == "" || day < s.until) }

func (s stretch) overlaps(o stretch) bool {
	return (s.until == "" || o.since < s.until) && (o.until == "" || s.since < o.until)
}

func (s stretch) inside(o stretch) bool {
	return o.since <= s.since && (o.until == "" || s.until != "" && s.until <= o.until)
}

// requireCharts follows every seat up on every day on which a line of its account begins or ends.
func requireCharts(t require.TestingT, all tables) {
	account, exists := map[string]string{}, map[string]stretch{}
	for _, row := range all["positions"] {
		account[row["id"]] = row["account_id"]
		exists[row["id"]] = stretch{row["opened"], row["closed"], ""}
	}
	lines, days := map[string][]stretch{}, map[string]map[string]bool{}
	for _, row := range all["positions"] {
		id, manager := row["id"], row["reports_to_id"]
		if manager == "" {
			continue
		}
		line := stretch{row["since"], row["until"], manager}
		require.Equal(t, account[id], account[manager])
		require.True(t, line.inside(exists[id]) && line.inside(exists[manager]), "%v outlives a seat", row)
		if row["line"] == "dotted" {
			continue
		}
		for _, other := range lines[id] {
			require.False(t, line.overlaps(other), "%s has two managers", id)
		}
		lines[id] = append(lines[id], line)
		if days[account[id]] == nil {
			days[account[id]] = map[string]bool{}
		}
		days[account[id]][line.since], days[account[id]][line.until] = true, true
	}
	seats, roots := map[string][]string{}, map[string]int{}
	for id, of := range account {
		seats[of] = append(seats[of], id)
		if len(lines[id]) == 0 {
			roots[of]++
		}
	}
	for of, ids := range seats {
		require.Contains(t, []int{1, 2}, roots[of], of)
		for day := range days[of] {
			for _, id := range ids {
				requireTop(t, lines, id, day)
			}
		}
	}
	parent := map[string][]stretch{}
	for _, row := range append(slices.Clone(all["accounts"]), all["units"]...) {
		if row["parent_id"] != "" {
			parent[row["id"]] = []stretch{{of: row["parent_id"]}}
		}
	}
	for id := range parent {
		requireTop(t, parent, id, "")
	}
}

func requireTop(t require.TestingT, lines map[string][]stretch, id, day string) {
	at := id
	for range 20 {
		i := slices.IndexFunc(lines[at], func(l stretch) bool { return l.on(day) })
		if i < 0 {
			return
		}
		at = lines[at][i].of
	}
	require.Fail(t, "no top", "%s on %s", id, day)
}

// requireCareers: one holder at a time where a seat is not shared; a person in two seats at once has one main seat.
func requireCareers(t require.TestingT, all tables) {
	type holding struct {
		stretch
		seat    string
		primary bool
	}
	bySeat, byPerson := map[string][]holding{}, map[string][]holding{}
	for _, row := range all["positions"] {
		if row["contact_id"] == "" {
			continue
		}
		h := holding{stretch{row["since"], row["until"], row["contact_id"]}, row["id"], row["primary"] == "true"}
		require.True(t, h.inside(stretch{row["opened"], row["closed"], ""}), "%v outlives the seat", row)
		require.Empty(t, row["placeholder"])
		for _, other := range bySeat[row["id"]] {
			require.True(t, strings.HasSuffix(row["title"], "(job share)") || !h.overlaps(other.stretch), "%v and %v", row, other)
		}
		for _, other := range byPerson[h.of] {
			require.True(t, !h.overlaps(other.stretch) || h.primary != other.primary, "%v and %v", row, other)
		}
		bySeat[row["id"]] = append(bySeat[row["id"]], h)
		byPerson[h.of] = append(byPerson[h.of], h)
	}
	for _, row := range all["contacts"] {
		require.NotEqual(t, row["account_id"] != "", len(byPerson[row["id"]]) > 0, "%s works somewhere", row["id"])
	}
}
