package realdata

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// EnronAccount is the external id of Enron's account.
const EnronAccount = "enron"

// EnronAnswers count what is in the files.
type EnronAnswers struct {
	People, Messages int
	Executives       []string // ids of those whose title is CEO or President
	// WrongClock counts the rows dated 1979, ToThemselves those that somebody sent to themselves; both are left out.
	WrongClock, ToThemselves int
}

// Enron writes the mail among 184 people of Enron from 1998 to 2002 as interactions: the set has a row for each receiver, of which those of one
// sender and instant are one message. Those whose ids are given are users, the others contacts in one account.
func Enron(t testing.TB, dir string, users ...string) EnronAnswers {
	t.Helper()
	from := folder(t, "enron")
	var answers EnronAnswers
	var ours, contacts [][]string
	called := map[string]string{} // id → as interactions name the person
	for _, p := range table(t, filepath.Join(from, "people.csv")) {
		id, name, title := p["id"], p["name"], p["title"]
		if name == "NA" || name == "" {
			name = p["email_local"]
		}
		answers.People++
		if strings.HasPrefix(title, "CEO") || strings.HasPrefix(title, "President") {
			answers.Executives = append(answers.Executives, id)
		}
		called[id] = id
		if slices.Contains(users, id) {
			called[id] = "user:" + id
			ours = append(ours, []string{id, name, "person" + id + "@enron.example"})
			continue
		}
		contacts = append(contacts, []string{id, name, EnronAccount, title})
	}

	type message struct{ at, from string }
	receivers := map[message]map[string][]string{}
	var messages []message
	for _, row := range packedTable(t, filepath.Join(from, "messages.csv.gz")) {
		if strings.HasPrefix(row["time"], "1979-") {
			answers.WrongClock++
			continue
		}
		if row["from"] == row["to"] {
			answers.ToThemselves++
			continue
		}
		of := message{row["time"], row["from"]}
		if receivers[of] == nil {
			receivers[of] = map[string][]string{}
			messages = append(messages, of)
		}
		if kind, to := row["kind"], called[row["to"]]; !slices.Contains(receivers[of][kind], to) {
			receivers[of][kind] = append(receivers[of][kind], to)
		}
	}
	var interactions [][]string
	for _, m := range messages {
		to := receivers[m]
		interactions = append(interactions, []string{m.from + "@" + m.at, m.at, "email", called[m.from], strings.Join(to["to"], ";"), strings.Join(to["cc"], ";")})
	}
	answers.Messages = len(messages)

	write(t, dir, "accounts", "id,name", [][]string{{EnronAccount, "Enron"}})
	write(t, dir, "contacts", "id,name,account_id,title", contacts)
	if len(ours) > 0 {
		write(t, dir, "users", "id,name,email", ours)
	}
	write(t, dir, "interactions", "id,at,kind,from,to,cc", interactions)
	return answers
}

// packedTable reads a gzip file of a data set.
func packedTable(t testing.TB, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	text, err := gzip.NewReader(file)
	require.NoError(t, err)
	rows, err := csv.NewReader(text).ReadAll()
	require.NoError(t, err)
	return named(rows)
}
