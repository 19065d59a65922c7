package handlers_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/handlers"
	"kith/ingest"
)

// traces are what a person of this test is known by, or that is said of them.
var traces = []string{"Jarmila", "Vondráčková", "jarmila@", "C-4711", "H-99", "in/jarmila", "555 1234", "likes sailing", "knows the mayor", "introduce me to her", "vip-4711"}

// everywhere is all that the graph holds, as text.
func everywhere(t *testing.T) string {
	type held struct {
		Labels     []string       `json:"labels"`
		Properties map[string]any `json:"properties"`
	}
	nodes := storetest.Ask[held](t, `MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties`, nil)
	relations := storetest.Ask[held](t, `MATCH ()-[r]->() RETURN [type(r)] AS labels, properties(r) AS properties`, nil)
	return fmt.Sprint(nodes, relations)
}

// within is the text of all files of a folder.
func within(t *testing.T, dir string) string {
	var all strings.Builder
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all.Write(text)
		return err
	}))
	return all.String()
}

// send imports files and waits for the end.
func (c *caller) send(query, source string, files ...string) (id string, job map[string]any) {
	c.t.Helper()
	body, kind := form(c.t, source, files...)
	id = c.must(202, "POST", "/imports"+query, body, "Content-Type", kind).Body["id"].(string)
	job = c.finished(id)
	require.Equal(c.t, "done", job["state"], "%v", job["error"])
	return id, job
}

func TestErase(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	c := &caller{t: t, now: &now, store: empty(t)}
	logged := t.TempDir()
	log, err := os.Create(filepath.Join(logged, "log"))
	require.NoError(t, err)
	defer func() { require.NoError(t, log.Close()) }()
	logger := slog.New(slog.NewTextHandler(log, nil))
	g := graph.New(c.store, func() time.Time { return *c.now })
	jobs, err := ingest.OpenJobs(dir, g, nil, logger)
	require.NoError(t, err)
	server := httptest.NewServer(handlers.New(handlers.Options{Graph: g, Imports: jobs, Log: logger}))
	t.Cleanup(jobs.Close)
	t.Cleanup(server.Close)
	c.address = server.URL + "/api/v1"

	// A person known in every way.
	accounts := "id,name,domain\nA,Moravia,moravia.example\n"
	contacts := "id,name,email,phone,linkedin_url,notes,account_id,title,reports_to_id,attitude,custom.badge\n" +
		"C-4711,Jarmila Vondráčková,jarmila@moravia.example;info@moravia.example,555 1234,https://www.linkedin.com/in/jarmila,likes sailing,A,CFO,,,vip-4711\n" +
		"C-2,Bob,bob@moravia.example;info@moravia.example,,,,A,Clerk,C-4711,,\n"
	users := "id,name,email\nU,Eve,eve@seller.example\nV,Max,max@seller.example\n"
	ties := "person_a,person_b,level\nC-4711,user:U,strong\nC-4711,nobody,weak\n"
	interactions := "id,at,kind,from,to,cc\n" +
		"<1.jarmila@moravia.example>,2026-11-01T10:00:00Z,email,jarmila@moravia.example,eve@seller.example,\n" +
		"<jarmila@moravia.example>,2026-11-02T10:00:00Z,email,jarmila@moravia.example,eve@seller.example,bob@moravia.example\n"
	files := []string{"accounts.csv", accounts, "contacts.csv", contacts, "users.csv", users, "ties.csv", ties, "interactions.csv", interactions}
	c.send("", "crm", files...)
	wrong := "id,name,email,attitude\nC-4711,Jarmila Vondráčková,jarmila@moravia.example,grumpy\nC-9,Zoe,,grumpy\n"
	first, _ := c.send("", "crm", "contacts.csv", wrong)
	jarmila := c.must(200, "GET", "/contacts/by-external-id/crm/C-4711", "").Body["id"].(string)
	bob := c.must(200, "GET", "/contacts/by-external-id/crm/C-2", "").Body["id"].(string)
	account := c.must(200, "GET", "/accounts/by-external-id/crm/A", "").Body["id"].(string)
	eve := c.must(200, "GET", "/users/by-external-id/crm/U", "").Body["id"].(string)
	max := c.must(200, "GET", "/users/by-external-id/crm/V", "").Body["id"].(string)
	created := c.must(201, "POST", "/contacts", `{"name":"Jarmila V.","emails":["jarmila@home.example"],"externalIds":[{"source":"hr","id":"H-99"}]}`, "Idempotency-Key", "k1").Body["id"].(string)
	c.must(200, "POST", "/contacts/"+jarmila+":merge", `{"from":"`+created+`"}`)
	c.must(200, "PATCH", "/contacts/"+jarmila, `{"notes":"knows the mayor"}`, "If-Match", "*")
	deal := c.create("opportunities", `{"accountId":"`+account+`","name":"Mill"}`)
	c.must(200, "PUT", "/opportunities/"+deal+"/buying-center/members/"+jarmila, `{"roles":["champion"],"note":"likes sailing"}`)
	c.must(200, "PUT", "/influences", `{"from":"`+bob+`","to":"`+jarmila+`","weight":2}`)
	typeID := c.create("relation-types", `{"name":"mentor","knows":true}`)
	c.must(201, "POST", "/relations", `{"from":"`+jarmila+`","to":"`+bob+`","type":"`+typeID+`","note":"knows the mayor"}`)
	_, err = g.PutTie(t.Context(), access.Viewer{UserID: max}, graph.TieChange{
		PersonA: &graph.Ref{ID: jarmila}, PersonB: &graph.Ref{ID: max}, Level: new("familiar"), Private: new(true), Note: new("likes sailing"),
	})
	require.NoError(t, err)
	_, err = g.AskForIntroduction(t.Context(), access.Viewer{UserID: max}, graph.IntroductionChange{
		TargetID: &graph.Ref{ID: jarmila}, IntroducerID: &graph.Ref{ID: eve}, Message: new("introduce me to her"),
	})
	require.NoError(t, err)
	seat := storetest.Ask[string](t, `MATCH (:Contact {id: $id})-[:HOLDS]->(s:Position) RETURN s.id`, map[string]any{"id": jarmila})[0]
	c.must(204, "DELETE", "/positions/"+seat+"?cascade=true", "")

	// All that is held on her, without others' names.
	outsider := token(t, g, "readOnly", access.ReadScope, access.WriteScope, access.AdminScope)
	c.must(403, "GET", "/contacts/"+jarmila+"/everything", "", "Authorization", "Bearer "+outsider)
	c.must(403, "POST", "/contacts/"+jarmila+"/erase", "", "Authorization", "Bearer "+outsider)
	c.must(404, "GET", "/contacts/con_9/everything", "")
	c.must(404, "POST", "/contacts/"+eve+"/erase", "")
	c.must(409, "POST", "/contacts/"+created+"/erase", "")
	held := c.must(200, "GET", "/contacts/"+jarmila+"/everything", "")
	for _, trace := range []string{
		"Jarmila Vondráčková", "jarmila@moravia.example", "jarmila@home.example", "C-4711", "H-99", "in/jarmila", "555 1234", "likes sailing", "knows the mayor",
		"introduce me to her", "vip-4711", "Moravia", "Mill", "Eve", "champion", "mentor", "strong", "Jarmila V.",
	} {
		require.Contains(t, held.Text, trace)
	}
	for _, others := range []string{"Bob", "Max", "bob@moravia.example", "familiar", `"history":[`} {
		require.NotContains(t, strings.Replace(held.Text, `"history":[{`, "", 1), others)
	}
	require.Equal(t, "exported", c.last("/contacts/" + jarmila)["action"])
	response, err := http.Get(c.address + "/contacts/" + jarmila + "/everything?format=zip")
	require.NoError(t, err)
	packed, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	unpacked, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	require.NoError(t, err)
	var names []string
	for _, file := range unpacked.File {
		names = append(names, file.Name)
	}
	require.Equal(t, []string{"everything.json", "contact.csv", "history.csv", "interactions.csv", "introductionRequests.csv", "merged.csv", "relations.csv"}, names)

	// Erased, she is nowhere.
	require.Contains(t, c.rejects(first), "C-4711,Jarmila")
	before := everywhere(t)
	for _, trace := range []string{"Jarmila", "jarmila@", "C-4711", "H-99", "introduce me to her"} {
		require.Contains(t, before, trace)
	}
	_, cursor := c.feed("")
	ctx, stop := context.WithCancel(t.Context())
	other := graph.New(c.store, func() time.Time { return *c.now }) // another Kith on the same graph
	var following sync.WaitGroup
	defer following.Wait()
	defer stop()
	people := map[*graph.Graph]int{}
	for _, kith := range []*graph.Graph{g, other} {
		following.Go(func() { kith.Follow(ctx, logger) })
		require.Eventually(t, func() bool { _, _, ready := kith.InMemory(); return ready }, time.Minute, 10*time.Millisecond)
		people[kith], _, _ = kith.InMemory()
	}
	done := c.must(200, "POST", "/contacts/"+jarmila+"/erase", "").Body
	require.Equal(t, []any{"info@moravia.example"}, done["sharedEmails"])
	left, _, ready := g.InMemory()
	require.True(t, ready)
	require.Equal(t, people[g]-1, left)
	require.Eventually(t, func() bool { left, _, ready := other.InMemory(); return ready && left == people[other]-1 }, time.Minute, 10*time.Millisecond)
	c.must(404, "POST", "/contacts/"+jarmila+"/erase", "")
	for _, id := range []string{jarmila, created} {
		c.must(404, "GET", "/contacts/"+id, "")
	}
	told, _ := c.feed(cursor)
	require.Contains(t, strings.Join(told, "\n"), "contact deleted")
	nowhere := func() {
		t.Helper()
		exported := filepath.Join(t.TempDir(), "out")
		_, err := ingest.Export(t.Context(), c.store, access.System(), exported, io.Discard, false)
		require.NoError(t, err)
		places := map[string]string{
			"graph": everywhere(t), "export": within(t, exported), "log": within(t, logged), "imports": within(t, dir),
			"audit": c.must(200, "GET", "/audit?limit=200", "").Text, "contacts": c.must(200, "GET", "/contacts", "").Text,
			"bin": c.must(200, "GET", "/bin", "").Text, "search": c.must(200, "GET", "/search?q=jarmila", "").Text,
			"ties": c.must(200, "GET", "/users/"+eve+"/ties", "").Text, "interactions": c.must(200, "GET", "/contacts/"+bob+"/interactions", "").Text,
			"rejects": c.rejects(first),
		}
		for place, text := range places {
			for _, trace := range traces {
				require.NotContains(t, text, trace, place)
			}
		}
	}
	nowhere()
	require.Contains(t, c.rejects(first), "C-9,Zoe")
	require.Contains(t, c.rejects(first), "contacts.csv,2,attitude,names a person who was erased")
	require.Equal(t, "administrator erased a contact.", c.told("/audit?record=" + jarmila)[0])
	require.Equal(t, 1, storetest.Ask[int](t, `MATCH (i:Interaction) RETURN count(i)`, nil)[0], "the one that Bob and Eve took part in too")

	// The same files again do not bring her back, nor does a mailbox or a request; the others change nothing.
	second, job := c.send("", "crm", files...)
	counts := map[string]any{}
	for _, kind := range job["kinds"].([]any) {
		kind := kind.(map[string]any)
		counts[kind["kind"].(string)] = []any{kind["created"], kind["changed"], kind["unchanged"], kind["rejected"]}
	}
	require.Equal(t, map[string]any{
		"accounts": []any{0.0, 0.0, 1.0, 0.0}, "contacts": []any{0.0, 0.0, 1.0, 2.0}, "users": []any{0.0, 0.0, 2.0, 0.0},
		"ties": []any{0.0, 0.0, 0.0, 2.0}, "interactions": []any{1.0, 0.0, 1.0, 0.0},
	}, counts)
	require.Contains(t, c.rejects(second), "contacts.csv,2,,names a person who was erased: Kith takes them in no more\n")
	mbox := "From x Mon Nov  2 10:00:00 2026\nFrom: Jarmila V <jarmila@moravia.example>\nTo: eve@seller.example\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <9.x@mx>\n\nHello\n"
	_, job = c.send("?unknown=contacts", "outlook", "mail.mbox", mbox)
	require.Equal(t, []any{"who was erased stays out"}, job["notes"])
	c.must(404, "POST", "/contacts", `{"name":"Jarmila V.","emails":["jarmila@home.example"],"externalIds":[{"source":"hr","id":"H-99"}]}`, "Idempotency-Key", "k1")
	refused := c.must(422, "POST", "/contacts", `{"name":"J","emails":["x@y.example","Jarmila@home.example"],"linkedinUrl":"http://linkedin.com/in/Jarmila/","externalIds":[{"source":"hr","id":"H-99"}]}`)
	require.Equal(t, []string{"/emails/1", "/externalIds/0", "/linkedinUrl"}, refused.pointers())
	c.must(422, "PUT", "/contacts/by-external-id/crm/C-4711", `{"name":"J"}`)
	c.must(422, "PATCH", "/contacts/"+bob, `{"emails":["jarmila@moravia.example"]}`, "If-Match", "*")
	batch := c.must(200, "POST", "/contacts:batchUpsert", `{"items":[{"name":"J","externalIds":[{"source":"crm","id":"C-4711"}]},{"name":"Kim","emails":["info@moravia.example"],"externalIds":[{"source":"crm","id":"C-5"}]}]}`).Body["items"].([]any)
	require.Equal(t, "refused", batch[0].(map[string]any)["status"])
	require.Equal(t, "created", batch[1].(map[string]any)["status"])
	nowhere()

	// Whoever looked before the erasure and writes after it writes nothing.
	storetest.Put(t, `CREATE (:Contact:Person {id: 'con_late', name: 'Late'})-[:HAS_EMAIL {index: 0}]->(:Email {address: 'jarmila@home.example'})`, nil)
	require.ErrorIs(t, g.Transact(t.Context(), access.System(), func(tx *store.Tx) error {
		tx.Touched.Record("contact", store.Changed, "con_late")
		return nil
	}), graph.ErrErased)
}

// rejects are the rejected rows of an import.
func (c *caller) rejects(id string) string {
	response, err := http.Get(c.address + "/imports/" + id + "/rejects")
	require.NoError(c.t, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(c.t, err)
	return string(text)
}
