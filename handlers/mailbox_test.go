package handlers_test

import (
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
	"kith/ingest"
)

// letters is a mailbox of messages, each an id, a sender and a receiver, a day apart.
func letters(all ...[3]string) (mbox string) {
	for i, l := range all {
		mbox += fmt.Sprintf("From x Mon Nov  2 10:00:00 2026\nFrom: %s\nTo: %s\nDate: %02d Nov 2026 10:00:00 +0000\nMessage-ID: <%s>\n\nHello\n\n", l[1], l[2], 2+i, l[0])
	}
	return mbox
}

func TestMailboxOfAUser(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	c := &caller{t: t, now: &now, store: empty(t)}
	g := graph.New(c.store, func() time.Time { return *c.now })
	jobs, err := ingest.OpenJobs(t.TempDir(), g, nil, slog.New(slog.NewTextHandler(t.Output(), nil)))
	require.NoError(t, err)
	server := httptest.NewServer(handlers.New(handlers.Options{Graph: g, Imports: jobs}))
	t.Cleanup(jobs.Close)
	t.Cleanup(server.Close)
	c.address = server.URL + "/api/v1"
	c.send("", "crm", "accounts.csv", "id,name,domain\nA,Acme,acme.example\n")
	olgaID, maxID := c.admit("olga@us.example", "administrator"), c.admit("max@us.example", "administrator")
	olga, max := c.signIn("olga@us.example").cookie(t), c.signIn("max@us.example").cookie(t)
	ties := func(contact string, headers []string) int {
		return len(c.must(200, "GET", "/contacts/"+contact+"/ties", "", headers...).Body["items"].([]any))
	}
	count := func(pattern string) int {
		return storetest.Ask[int](t, `MATCH `+pattern+` RETURN count(*)`, nil)[0]
	}
	brings := func(status int, headers []string, query, name, content string) map[string]any {
		t.Helper()
		body, kind := form(t, "mail", name, content)
		r := c.must(status, "POST", "/imports?unknown=contacts"+query, body, append([]string{"Content-Type", kind}, headers...)...)
		if status != 202 {
			return r.Body
		}
		job := c.finished(r.Body["id"].(string))
		require.Equal(t, "done", job["state"], "%v", job["error"])
		return job
	}
	inbox := letters([3]string{"1@mx", "olga@us.example", "Ann Alt <ann@acme.example>"}, [3]string{"2@mx", "ann@acme.example", "olga@us.example"},
		[3]string{"3@mx", "dr@ward.clinic.example", "olga@us.example"}, [3]string{"4@mx", "olga@us.example", "Bea <bea@acme.example>"})

	// Nothing is read before its user has agreed.
	require.Contains(t, brings(403, olga, "", "Inbox.mbox", inbox)["detail"], "PUT /me/mailbox")
	brings(403, olga, "", "cal.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
	connector := []string{"Authorization", "Bearer " + token(t, g, "integration", access.ImportScope)}
	brings(403, connector, "", "Inbox.mbox", inbox)
	brings(403, connector, "&user=olga@us.example", "Inbox.mbox", inbox)
	brings(404, connector, "&user=nobody@us.example", "Inbox.mbox", inbox)
	brings(403, max, "&user=olga@us.example", "Inbox.mbox", inbox)
	none := map[string]any{"addresses": []any{}, "domains": []any{}, "folders": []any{}}
	require.Equal(t, map[string]any{"agreed": false, "stopped": false, "ground": nil, "without": none}, c.must(200, "GET", "/me/mailbox", "", olga...).Body)
	c.must(422, "GET", "/me/mailbox", "")
	refused := c.must(422, "PUT", "/me/mailbox", `{"without":{"addresses":["x"],"domains":["@"],"folders":[""]}}`, olga...)
	require.Equal(t, []string{"/agreed", "/without/addresses/0", "/without/domains/0", "/without/folders/0"}, refused.pointers())
	agreed := c.must(200, "PUT", "/me/mailbox", `{"agreed":true,"without":{"domains":["Clinic.example"],"folders":["Family"]}}`, olga...).Body
	require.Equal(t, map[string]any{"addresses": []any{}, "domains": []any{"clinic.example"}, "folders": []any{"family"}}, agreed["without"])

	// What they leave out is not read; a new tie is seen by them alone for seven days.
	brings(202, olga, "", "Family.mbox", inbox)
	require.Equal(t, 0, count(`(i:Interaction)`))
	brings(202, olga, "", "Inbox.mbox", inbox)
	require.Equal(t, 3, count(`(i:Interaction {mailboxOnly: true})-[:CAME_FROM]->(:Mailbox)`))
	ann := storetest.Ask[string](t, `MATCH (c:Contact)-[:HAS_EMAIL]->(:Email {address: 'ann@acme.example'}) RETURN c.id`, nil)[0]
	require.Equal(t, 2, count(`(c:Contact)`))
	require.Equal(t, []int{1, 0, 0}, []int{ties(ann, olga), ties(ann, max), ties(ann, nil)})
	require.Empty(t, c.must(200, "GET", "/contacts/"+ann+"/interactions", "", max...).Body["items"])
	*c.now = now.AddDate(0, 0, 6)
	_, err = g.RefreshTies(t.Context(), access.System())
	require.NoError(t, err)
	require.Equal(t, 0, ties(ann, max))
	*c.now = now.AddDate(0, 0, 7)
	_, err = g.RefreshTies(t.Context(), access.System())
	require.NoError(t, err)
	require.Equal(t, []int{1, 1}, []int{ties(ann, olga), ties(ann, max)})
	olga, max = c.signIn("olga@us.example").cookie(t), c.signIn("max@us.example").cookie(t)

	// Stop and remove takes back what nothing else gave, and nothing more is read.
	c.must(200, "PUT", "/me/mailbox", `{"agreed":true}`, max...)
	kinds := brings(202, connector, "&user=max@us.example", "Sent.mbox", letters([3]string{"1@mx", "olga@us.example", "ann@acme.example"}))["kinds"].([]any)
	require.Equal(t, 1.0, kinds[len(kinds)-1].(map[string]any)["unchanged"])
	c.must(204, "DELETE", "/me/mailbox", "", olga...)
	c.must(204, "DELETE", "/me/mailbox", "", olga...)
	require.Equal(t, []int{1, 1, 1}, []int{count(`(i:Interaction)`), count(`(c:Contact)`), ties(ann, max)}, "of Bea nothing is left; Max's mailbox has the first letter to Ann too")
	require.Equal(t, "olga@us.example removed mailbox of the user olga@us.example.", c.told("/audit?record=" + olgaID)[0])
	g.MailboxGround = "Works agreement of 2026, section 3"
	require.Contains(t, brings(403, olga, "", "Inbox.mbox", inbox)["detail"], "stopped")
	shown := c.must(200, "GET", "/me/mailbox", "", olga...).Body
	require.Equal(t, []any{false, true, "Works agreement of 2026, section 3"}, []any{shown["agreed"], shown["stopped"], shown["ground"]})
	rep := []string{"Authorization", "Bearer " + token(t, g, "readOnly", access.ReadScope, access.AdminScope)}
	c.must(403, "DELETE", "/users/"+maxID+"/mailbox", "", rep...)
	c.must(404, "DELETE", "/users/usr_9/mailbox", "")
	c.must(204, "DELETE", "/users/"+maxID+"/mailbox", "")
	require.Equal(t, []int{0, 0, 0, 0}, []int{count(`(i:Interaction)`), count(`(c:Contact)`), count(`(:Person)-[:KNOWS|TIE_SOURCE]->(:Person)`), count(`(p:Position)`)})

	// What the organisation's own command brings in counts at once, and opens what waited; it stays when the mailbox is taken back, by whoever goes on
	// with that.
	local := func(file, user string) {
		t.Helper()
		path := filepath.Join(t.TempDir(), "Inbox.mbox")
		require.NoError(t, os.WriteFile(path, []byte(file), 0o600))
		_, err := ingest.Import(t.Context(), g, access.System(), ingest.ImportOptions{
			Terms: ingest.Terms{Source: "mail", Unknown: ingest.UnknownContacts, User: user}, Files: []ingest.Source{{Name: path, Path: path}}, Rejects: path + ".csv",
		})
		require.NoError(t, err)
	}
	c.must(200, "PUT", "/me/mailbox", `{"agreed":true}`, olga...)
	local(inbox, "olga@us.example")
	ann = storetest.Ask[string](t, `MATCH (c:Contact)-[:HAS_EMAIL]->(:Email {address: 'ann@acme.example'}) RETURN c.id`, nil)[0]
	require.Equal(t, []int{1, 0}, []int{ties(ann, olga), ties(ann, max)})
	local(letters([3]string{"1@mx", "olga@us.example", "ann@acme.example"}), "")
	require.Equal(t, []int{1, 1}, []int{ties(ann, olga), ties(ann, max)})
	storetest.Put(t, `MATCH (m:Mailbox {userId: $id}) SET m.agreed = false, m.stopped = true, m.removing = true`, map[string]any{"id": olgaID})
	require.NoError(t, g.RemoveMailboxes(t.Context(), access.System()))
	require.Equal(t, []int{1, 1, 0}, []int{count(`(i:Interaction)`), count(`(c:Contact)`), count(`(m:Mailbox {removing: true})`)})
	require.Equal(t, 1, ties(ann, max))
}
