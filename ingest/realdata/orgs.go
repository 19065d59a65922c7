package realdata

import (
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// ManufacturingAccount is the external id of the manufacturing company's account.
const ManufacturingAccount = "manufacturing"

// ManufacturingAnswers are keyed by the contacts' ids.
type ManufacturingAnswers struct {
	Root       string         // the person at the top, who "reports to himself"
	RootLine   int            // the line of contacts.csv with that self-loop, to be rejected for reports_to_id
	Executives []string       // those at level 1
	Levels     map[string]int // person → depth in the chart from 0
}

// Manufacturing writes the 154 reporting lines of a manufacturing company as contacts with managers.
func Manufacturing(t testing.TB, dir string) ManufacturingAnswers {
	t.Helper()
	answers := ManufacturingAnswers{
		Root:       "86",
		Executives: []string{"7", "27", "36", "69", "70", "85", "104", "121", "148", "156", "163"},
		Levels:     map[string]int{},
	}
	managers := map[string]string{}
	var contacts [][]string
	for _, row := range table(t, filepath.Join(folder(t, "manufacturing-org"), "reportsto.csv")) {
		id, manager := row["ID"], row["ReportsToID"]
		managers[id] = manager
		contacts = append(contacts, []string{id, "Employee " + id, ManufacturingAccount, manager})
		if id == manager {
			answers.RootLine = len(contacts) + 1
		}
	}
	for id := range managers {
		level := 0
		for at := id; managers[at] != at; at = managers[at] {
			require.Contains(t, managers, at)
			level++
		}
		answers.Levels[id] = level
	}
	require.Equal(t, map[int]int{0: 1, 1: 11, 2: 64, 3: 33, 4: 44, 5: 1}, histogram(answers.Levels))

	write(t, dir, "accounts", "id,name", [][]string{{ManufacturingAccount, "Manufacturing company"}})
	write(t, dir, "contacts", "id,name,account_id,reports_to_id", contacts)
	return answers
}

// KrackhardtAccount is the external id of Krackhardt's company's account.
const KrackhardtAccount = "krackhardt"

// KrackhardtAnswers are keyed by the contacts' ids.
type KrackhardtAnswers struct {
	Root       string
	Levels     map[string]int // person → depth in the chart from 0: the set's level column less 1
	Influences int            // advice given, each a relation
	Friends    int            // pairs with a tie
}

// Krackhardt writes the 21 managers of a high-tech company: whom they report to, whose advice they take (who gives
// advice influences who takes it), whom they call friends.
func Krackhardt(t testing.TB, dir string) KrackhardtAnswers {
	t.Helper()
	from := folder(t, "krackhardt-hightech")
	manager := map[string]string{}
	for _, e := range table(t, filepath.Join(from, "ht_reports_edges.csv")) {
		manager[e["from"]] = e["to"]
	}
	answers := KrackhardtAnswers{Root: "7", Levels: map[string]int{}}
	var contacts [][]string
	for _, v := range table(t, filepath.Join(from, "ht_reports_vertices.csv")) {
		id := v["id"]
		level, err := strconv.Atoi(v["level"])
		require.NoError(t, err)
		answers.Levels[id] = level - 1
		contacts = append(contacts, []string{id, "Manager " + id, KrackhardtAccount, v["dept"], manager[id], v["age"], v["tenure"]})
	}
	require.Len(t, contacts, 21)
	advice := table(t, filepath.Join(from, "ht_advice_edges.csv"))
	friends := table(t, filepath.Join(from, "ht_friends_edges.csv"))
	answers.Influences, answers.Friends = len(advice), pairs(friends)
	require.Equal(t, 190, answers.Influences)
	require.Len(t, friends, 102)

	write(t, dir, "accounts", "id,name", [][]string{{KrackhardtAccount, "High-tech company"}})
	write(t, dir, "contacts", "id,name,account_id,department,reports_to_id,custom.age,custom.tenure", contacts)
	write(t, dir, "influences", "from_id,to_id,effect", influences(advice))
	write(t, dir, "ties", "person_a,person_b,level", ties(friends))
	return answers
}

// LazegaAccount is the external id of the law firm's account.
const LazegaAccount = "lazega"

// LazegaAnswers count what the set says it has; it gives no other answers.
type LazegaAnswers struct {
	Lawyers, Influences, Relations int
	Friends                        int // pairs with a tie
}

// Lazega writes the 71 lawyers of a firm: advice (who gives it influences who takes it), work together as relations,
// friendship as ties.
func Lazega(t testing.TB, dir string) LazegaAnswers {
	t.Helper()
	from := folder(t, "lazega-lawfirm")
	status := map[string]string{"1": "Partner", "2": "Associate"}
	office := map[string]string{"1": "Boston", "2": "Hartford", "3": "Providence"}
	practice := map[string]string{"1": "Litigation", "2": "Corporate"}
	var contacts, together [][]string
	for _, v := range table(t, filepath.Join(from, "law_advice_vertices.csv")) {
		contacts = append(contacts, []string{
			v["id"], "Lawyer " + v["id"], LazegaAccount, status[v["status"]], practice[v["practice"]], office[v["office"]], v["seniority"],
		})
	}
	for _, e := range table(t, filepath.Join(from, "law_cowork_edges.csv")) {
		together = append(together, []string{e["from"], e["to"], "worked with"})
	}
	advice := table(t, filepath.Join(from, "law_advice_edges.csv"))
	friends := table(t, filepath.Join(from, "law_friends_edges.csv"))
	answers := LazegaAnswers{Lawyers: len(contacts), Influences: len(advice), Relations: len(together), Friends: pairs(friends)}
	require.Equal(t, LazegaAnswers{71, 892, 1104, answers.Friends}, answers)
	require.Len(t, friends, 575)

	write(t, dir, "accounts", "id,name", [][]string{{LazegaAccount, "Law firm"}})
	write(t, dir, "contacts", "id,name,account_id,title,department,location,custom.seniority", contacts)
	write(t, dir, "influences", "from_id,to_id,effect", influences(advice))
	write(t, dir, "relations", "from_id,to_id,type", together)
	write(t, dir, "ties", "person_a,person_b,level", ties(friends))
	return answers
}

// influences turns "from asks to for advice" into rows of influences.
func influences(advice []map[string]string) [][]string {
	var rows [][]string
	for _, e := range advice {
		rows = append(rows, []string{e["to"], e["from"], "positive"})
	}
	return rows
}

func ties(friends []map[string]string) [][]string {
	var rows [][]string
	for _, e := range friends {
		rows = append(rows, []string{e["from"], e["to"], "familiar"})
	}
	return rows
}
