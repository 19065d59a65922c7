package handlers_test

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
	"kith/ingest"
)

// importsAt is a caller of a service whose imports lie in a folder.
func importsAt(t *testing.T, dir string) *caller {
	t.Helper()
	now := time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	c := &caller{t: t, now: &now, store: empty(t)}
	g := graph.New(c.store, func() time.Time { return *c.now })
	jobs, err := ingest.OpenJobs(dir, g, nil, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	t.Cleanup(jobs.Close)
	c.address = served(t, handlers.Options{Graph: g, Imports: jobs})
	return c
}

// form is a multipart body: fields are pairs of name and value, files pairs of name and content.
func form(t *testing.T, source string, files ...string) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		part, err := w.CreateFormFile("files", files[i])
		require.NoError(t, err)
		_, err = io.WriteString(part, files[i+1])
		require.NoError(t, err)
	}
	if source != "" {
		require.NoError(t, w.WriteField("source", source))
	}
	require.NoError(t, w.Close())
	return b.String(), w.FormDataContentType()
}

// finished waits for an import to end.
func (c *caller) finished(id string) map[string]any {
	c.t.Helper()
	var job map[string]any
	require.Eventually(c.t, func() bool {
		reply := c.ask("GET", "/imports/"+id, "")
		require.Equal(c.t, http.StatusOK, reply.Status, reply.Text)
		job = reply.Body
		return job["state"] == "done" || job["state"] == "failed"
	}, time.Minute, 20*time.Millisecond)
	return job
}

func TestImportOverHTTP(t *testing.T) {
	dir := t.TempDir()
	c := importsAt(t, dir)
	accounts, contacts := "id,name\nA,Acme\n", "id,name,account_id\n1,Ann,A\n2,=Ben,nowhere\n3,,A\n"
	body, kind := form(t, "crm", "accounts.csv", accounts, "../../contacts.csv", contacts)

	dry := c.ask("POST", "/imports?dryRun=true", body, "Content-Type", kind)
	require.Equal(t, http.StatusAccepted, dry.Status, dry.Text)
	planned := c.finished(dry.Body["id"].(string))
	require.Equal(t, "done", planned["state"])
	require.Equal(t, int64(0), storetest.Ask[int64](t, `MATCH (n:Account|Person|Position|Email|Domain|ExternalId) RETURN count(n)`, nil)[0])

	reply := c.ask("POST", "/imports", body, "Content-Type", kind)
	require.Equal(t, http.StatusAccepted, reply.Status, reply.Text)
	id := reply.Body["id"].(string)
	require.Equal(t, "/api/v1/imports/"+id, reply.Header.Get("Location"))
	job := c.finished(id)
	require.Equal(t, "done", job["state"], job)
	require.Nil(t, job["error"])
	require.Equal(t, []any{"accounts.csv", "contacts.csv"}, job["files"])
	require.Equal(t, []any{
		map[string]any{"kind": "accounts", "created": 1.0, "changed": 0.0, "unchanged": 0.0, "rejected": 0.0, "repeated": 0.0},
		map[string]any{"kind": "contacts", "created": 2.0, "changed": 0.0, "unchanged": 0.0, "rejected": 2.0, "repeated": 0.0},
	}, job["kinds"])
	require.Equal(t, job["kinds"], planned["kinds"])
	rejects, err := http.Get(c.address + "/imports/" + id + "/rejects")
	require.NoError(t, err)
	defer rejects.Body.Close()
	require.Equal(t, http.StatusOK, rejects.StatusCode)
	require.Equal(t, "text/csv; charset=utf-8", rejects.Header.Get("Content-Type"))
	text, err := io.ReadAll(rejects.Body)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(text), "file,line,column,reason\n"), string(text))
	require.Contains(t, string(text), `contacts.csv,3,account_id,"there is no account ""nowhere""",2,=Ben,nowhere`)
	require.Contains(t, string(text), "contacts.csv,4,name,")

	// Only the finished state and the rejected rows stay, for the service's user alone.
	entries, err := os.ReadDir(filepath.Join(dir, id))
	require.NoError(t, err)
	require.Len(t, entries, 2)
	for _, entry := range entries {
		info, err := entry.Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}

	again := c.finished(c.ask("POST", "/imports", body, "Content-Type", kind).Body["id"].(string))
	require.Equal(t, 2.0, again["kinds"].([]any)[1].(map[string]any)["unchanged"])

	// Who may import, and no more, sees their own imports, and makes nobody an administrator by a file.
	g := graph.New(c.store, time.Now)
	manager := "Bearer " + token(t, g, "manager", access.ReadScope, access.ImportScope)
	c.must(404, "GET", "/imports/"+id, "", "Authorization", manager)
	c.must(404, "GET", "/imports/"+id+"/rejects", "", "Authorization", manager)
	for name, content := range map[string]string{"users.csv": "id,name,email,role\n1,Me,me@us.example,administrator\n", "units.csv": "id,name\n1,Mine\n", "relation_types.csv": "name,forward,backward\nmine,owns,is owned by\n"} {
		body, kind := form(t, "crm", name, content)
		require.Equal(t, 403, c.ask("POST", "/imports", body, "Content-Type", kind, "Authorization", manager).Status, name)
		unscoped := "Bearer " + token(t, g, "administrator", access.ImportScope)
		require.Equal(t, 403, c.ask("POST", "/imports", body, "Content-Type", kind, "Authorization", unscoped).Status, name)
	}
	own := c.must(202, "POST", "/imports", body, "Content-Type", kind, "Authorization", manager).Body["id"].(string)
	c.finished(own) // the administrator sees it too
	c.must(200, "GET", "/imports/"+own, "", "Authorization", manager)
}

func TestImportsRefused(t *testing.T) {
	c := importsAt(t, t.TempDir())
	send := func(source string, files ...string) reply {
		body, kind := form(t, source, files...)
		return c.ask("POST", "/imports", body, "Content-Type", kind)
	}
	require.Equal(t, http.StatusUnprocessableEntity, send("", "accounts.csv", "id,name\n").Status)
	require.Equal(t, http.StatusUnprocessableEntity, send("crm").Status)
	missing := send("crm", "accounts.csv", "id,name\nA,Acme\n", "contacts.csv", "first_name,last_name,email\nAnn,Alt,a@a.example\n")
	require.Equal(t, http.StatusUnprocessableEntity, missing.Status)
	require.Equal(t, []any{map[string]any{"pointer": "/files/1", "detail": "contacts.csv: as contacts it needs the column id"}}, missing.Body["errors"])
	require.Equal(t, int64(0), storetest.Ask[int64](t, `MATCH (n:Account) RETURN count(n)`, nil)[0])
	for _, empty := range []string{"", "\xff\xfei\x00d\x00", "\x1f\x8bnot gzip"} {
		require.Equal(t, http.StatusUnprocessableEntity, send("crm", "accounts.csv", empty).Status)
	}
	require.Equal(t, http.StatusBadRequest, c.ask("POST", "/imports", `{"source":"crm"}`, "Content-Type", "application/json").Status)
	require.Equal(t, http.StatusBadRequest, c.ask("POST", "/imports?dry=true", "").Status)
	body, kind := form(t, "crm", "accounts.csv", "id,name\n")
	require.Equal(t, http.StatusBadRequest, c.ask("POST", "/imports", body[:len(body)/2], "Content-Type", kind).Status)
	require.Equal(t, http.StatusNotFound, c.ask("GET", "/imports/imp_1", "").Status)
	require.Equal(t, http.StatusNotFound, c.ask("GET", "/imports/..%2F..%2Fetc/rejects", "").Status)
}

func TestEvidenceOverHTTP(t *testing.T) {
	c := importsAt(t, t.TempDir())
	connections := "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Alt,https://www.linkedin.com/in/ann,,Acme,CEO,21 Nov 2024\n"
	mailbox := "From x@y.example Thu Oct  1 00:00:00 2026\nFrom: olga@us.example\nTo: ben.bor@two.example\nDate: Thu, 1 Oct 2026 08:00:00 +0000\nMessage-ID: <1@x>\nSubject: secret\n\nsecret\n"
	body, kind := form(t, "mine", "users.csv", "id,name,email\n1,Olga,olga@us.example\n", "accounts.csv", "id,name,domain\nT,Two,two.example\n",
		"Connections.csv", connections, "inbox", mailbox)
	refused := c.ask("POST", "/imports", body, "Content-Type", kind)
	require.Equal(t, http.StatusUnprocessableEntity, refused.Status, refused.Text)
	require.Equal(t, "/files/2", refused.Body["errors"].([]any)[0].(map[string]any)["pointer"])
	require.Equal(t, http.StatusBadRequest, c.ask("POST", "/imports?unknown=all", body, "Content-Type", kind).Status)
	alone, aloneKind := form(t, "mine", "inbox", mailbox)
	require.Equal(t, http.StatusNotFound, c.ask("POST", "/imports?user=olag@us.example", alone, "Content-Type", aloneKind).Status, "a name that is mistyped is not the organisation")
	reply := c.ask("POST", "/imports?unknown=contacts&user=olga@us.example&ownDomains=own.example,ours.example", body, "Content-Type", kind)
	require.Equal(t, http.StatusAccepted, reply.Status, reply.Text)
	job := c.finished(reply.Body["id"].(string))
	require.Equal(t, "done", job["state"], job)
	require.Equal(t, []any{"own.example", "ours.example"}, job["ownDomains"])
	created := map[string]any{}
	for _, counts := range job["kinds"].([]any) {
		created[counts.(map[string]any)["kind"].(string)] = counts.(map[string]any)["created"]
	}
	require.Equal(t, map[string]any{"users": 1.0, "accounts": 2.0, "contacts": 2.0, "ties": 1.0, "interactions": 1.0}, created)
}

func TestAnImportThatAServiceLeftHasFailed(t *testing.T) {
	dir := t.TempDir()
	s := empty(t)
	// A service that ends before it comes to the import: its state says queued and its files are there.
	id := "imp_01h455vb4pex5vsknk084sn02q"
	require.NoError(t, os.Mkdir(filepath.Join(dir, id), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, id, "state.json"), []byte(`{"id":"`+id+`","source":"crm","files":["accounts.csv"],"state":"running","createdAt":"2026-11-21T09:30:00Z","kinds":[],"notes":[]}`), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, id, "0.csv"), []byte("id,name\nA,Acme\n"), 0o600))
	jobs, err := ingest.OpenJobs(dir, graph.New(s, time.Now), nil, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	jobs.Close()
	server := httptest.NewServer(handlers.New(handlers.Options{Graph: graph.New(s, time.Now), Imports: jobs}))
	defer server.Close()
	c := &caller{t: t, address: server.URL + "/api/v1"}
	job := c.ask("GET", "/imports/"+id, "")
	require.Equal(t, "failed", job.Body["state"])
	require.Contains(t, job.Body["error"], "run it again")
	require.NoFileExists(t, filepath.Join(dir, id, "0.csv"))
}
