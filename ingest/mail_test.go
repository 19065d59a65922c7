package ingest_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message/mail"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/graph/store/storetest"
	"kith/ingest"
)

// secret stands in all that must never be kept of a message: subject, body, names of attachments.
const secret = "TOP-SECRET"

// A letter is a message as a mail program writes it.
type letter struct {
	id     string
	at     time.Time
	from   string // "Ann Alt <ann@acme.example>"
	to, cc []string
	fields []string // more of its header: name, value …
}

// raw is the letter as it travels.
func (l letter) raw(t testing.TB) []byte {
	t.Helper()
	var h mail.Header
	if l.id != "" {
		h.SetMessageID(l.id)
	}
	h.SetDate(l.at)
	h.SetSubject(secret + " subject")
	for _, field := range []struct {
		name      string
		addresses []string
	}{{"From", []string{l.from}}, {"To", l.to}, {"Cc", l.cc}} {
		var list []*mail.Address
		for _, text := range field.addresses {
			a, err := mail.ParseAddress(text)
			require.NoError(t, err)
			list = append(list, a)
		}
		h.SetAddressList(field.name, list)
	}
	for i := 0; i+1 < len(l.fields); i += 2 {
		h.Set(l.fields[i], l.fields[i+1])
	}
	var b bytes.Buffer
	w, err := mail.CreateWriter(&b, h)
	require.NoError(t, err)
	text, err := w.CreateSingleInline(mail.InlineHeader{})
	require.NoError(t, err)
	_, err = io.WriteString(text, secret+" body\r\n\r\nFrom here on "+secret+": trap@acme.example\r\n")
	require.NoError(t, err)
	require.NoError(t, text.Close())
	var h2 mail.AttachmentHeader
	h2.SetFilename(secret + ".txt")
	file, err := w.CreateAttachment(h2)
	require.NoError(t, err)
	_, err = io.WriteString(file, secret)
	require.NoError(t, err)
	require.NoError(t, file.Close())
	require.NoError(t, w.Close())
	return b.Bytes()
}

// mbox is a mailbox file of messages as they travel.
func mbox(messages ...[]byte) []byte {
	var b bytes.Buffer
	for _, text := range messages {
		fmt.Fprintf(&b, "From sender@somewhere.example %s\n", day.Time().Format(time.ANSIC))
		b.Write(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		b.WriteString("\n")
	}
	return b.Bytes()
}

// file writes a file with a name into a folder of its own, and returns that.
func file(t testing.TB, name string, text []byte) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), text, 0o600))
	return dir
}

func unknownPeople(o *options) { o.Unknown = ingest.UnknownContacts }

// requireSecrets looks for what must not be kept in the whole graph and in the rejected rows.
func requireSecrets(t testing.TB, rejects []string) {
	t.Helper()
	for _, line := range append(everything(t), rejects...) {
		require.NotContains(t, line, secret)
	}
}

// took is who took part in every interaction, each "kind at: as name, … people/outside", by its id in its source.
func took(t testing.TB) []string {
	t.Helper()
	return lines(t, `
MATCH (i:Interaction)
CALL (i) { MATCH (p:Person)-[t:TOOK_PART]->(i) WITH t.as + ' ' + p.name AS part ORDER BY part RETURN collect(part) AS parts }
RETURN i.source + ' ' + i.externalId + ' ' + i.kind + ' ' + replace(toString(i.at), '[UTC]', '') + reduce(text = '', part IN parts | text + ', ' + part) + ' ' + toString(i.people) + '/' + toString(i.outside) AS line ORDER BY line`)
}

const mailUsers = "users\nid,name,email\n1,Olga Berg,olga@us.example\n2,Otto Bo,otto@us.example\n"

var then = time.Date(2026, 10, 1, 10, 0, 0, 0, time.UTC)

func TestMailbox(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, mailUsers, "contacts\nid,name,email\nc1,Ann Alt,ann@acme.example\n"))
	first := letter{id: "1@x", at: then, from: "Olga <Olga@us.example>", to: []string{"Ann <ANN@acme.example>", "New <new@acme.example>"}, cc: []string{"otto@us.example", "colleague@us.example"}}
	second := letter{id: "2@x", at: then.Add(time.Hour), from: "ann@acme.example", to: []string{"olga@us.example"}}
	dir := file(t, "inbox.mbox", mbox(first.raw(t), second.raw(t), first.raw(t)))
	summary, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Created: 2, Repeated: 1}}, summary.Kinds)
	want := []string{
		"mail 1@x email 2026-10-01T10:00:00Z, cc Otto Bo, from Olga Berg, to Ann Alt 5/2",
		"mail 2@x email 2026-10-01T11:00:00Z, from Ann Alt, to Olga Berg 2/1",
	}
	require.Equal(t, want, took(t))
	requireSecrets(t, rejects)

	// Again, from elsewhere, packed, and in other mailboxes of other forms: the same messages.
	before := everything(t)
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	_, err := zip.Write(mbox(second.raw(t), first.raw(t)))
	require.NoError(t, err)
	require.NoError(t, zip.Close())
	for _, dir := range []string{dir, file(t, "all.mbox.gz", packed.Bytes()), file(t, "one.eml", first.raw(t)), file(t, "Inbox", mbox(first.raw(t))), maildir(t, first.raw(t), second.raw(t))} {
		again, rejects := importing(t, s, dir, from("another"), on(day.AddDays(2)))
		require.Empty(t, rejects)
		require.Zero(t, again.Kinds[0].Created+again.Kinds[0].Changed, dir)
		require.NotZero(t, again.Kinds[0].Unchanged, dir)
		require.Equal(t, before, everything(t))
	}
	for _, name := range []string{"empty.mbox", "none.ics"} {
		nothing, rejects := importing(t, s, file(t, name, nil))
		require.Empty(t, rejects)
		require.Empty(t, nothing.Kinds)
	}
	// A copy that knows of another receiver adds that one; the other copy does not take it away again.
	copied := first
	copied.to = []string{"Ann <ann@acme.example>"}
	copied.cc = []string{"ann@acme.example"}
	joined, _ := importing(t, s, file(t, "copy.eml", copied.raw(t)))
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Changed: 1}}, joined.Kinds)
	back, _ := importing(t, s, dir)
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Unchanged: 2, Repeated: 1}}, back.Kinds)
	require.Contains(t, took(t)[0], "cc Ann Alt, cc Otto Bo, from Olga Berg, to Ann Alt")
}

// maildir is a folder with a Maildir in it: the first message in a folder below, the others read and unread.
func maildir(t testing.TB, messages ...[]byte) string {
	t.Helper()
	dir := t.TempDir()
	for i, part := range []string{".Sent/cur", "new", "cur", ".Sent/new", "tmp"} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "Mail", part), 0o700))
		if i < len(messages) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "Mail", part, fmt.Sprintf("%d.host:2,S", i)), messages[i], 0o600))
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Mail/tmp/half"), []byte("From: hal"), 0o600))
	return dir
}

func TestBadMail(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, mailUsers))
	ann, olga := "ann@acme.example", []string{"olga@us.example"}
	good := letter{id: "good@x", at: then, from: ann, to: olga}
	raw := func(header string) []byte { return []byte(header + "\nSubject: " + secret + "\n\n" + secret + "\n") }
	thousand := letter{id: "thousand@x", at: then, from: ann}
	for i := range 1000 {
		thousand.to = append(thousand.to, fmt.Sprintf("reader%d@elsewhere.example", i))
	}
	box := mbox(
		good.raw(t),
		letter{id: "1979@x", at: time.Date(1979, 12, 31, 21, 0, 0, 0, time.UTC), from: ann, to: olga}.raw(t),
		raw("From: ann@acme.example\nTo: olga@us.example\nMessage-ID: <posted@x>\nDate: tomorrow"),
		raw("From: ann@acme.example\nTo: olga@us.example\nMessage-ID: <received@x>\nReceived: by mx; Thu, 1 Oct 2026 08:00:00 +0200\nReceived: by old; Thu, 1 Oct 2026 05:00:00 +0000\nDate: "),
		letter{id: "future@x", at: time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), from: ann, to: olga}.raw(t),
		raw("To: olga@us.example\nDate: Thu, 1 Oct 2026 08:00:00 +0000\nMessage-ID: <nobody@x>"),
		raw("From: =?x-unheard?Q?=FF=FE?= <ann@acme.example>\nTo: \xff\xfe <olga@us.example>, undisclosed-recipients:;, broken <, Otto <otto@us.example>\nDate: Thu, 1 Oct 2026 08:00:00 +0000\nMessage-ID: <charset@x>"),
		raw("From: ann@acme.example\nX-Long: "+strings.Repeat("x", 2<<20)+"\nDate: Thu, 1 Oct 2026 08:00:00 +0000"),
		raw("From: ann@acme.example\nTo: olga@us.example\nDate: Thu, 1 Oct 2026 08:00:00 +0000"),
		thousand.raw(t),
		letter{id: "large@x", at: then, from: ann, to: olga, fields: []string{"X-Spam", strings.Repeat(secret+" ", 1000)}}.raw(t),
		[]byte("\n"+secret+"\n"),
	)
	box = append(box, bytes.Repeat([]byte(strings.Repeat("x", 75)+"\n"), 100_000)...)
	box = append(box, mbox([]byte("From: ann@acme.example\nTo: olga@us.ex"))...)
	summary, rejects := importing(t, s, file(t, "inbox.mbox", bytes.TrimRight(box, "\n")))
	require.Equal(t, []string{
		",is not a message: it has no header",
		",it ends in the middle of its header",
		",its header is longer than 1 MiB",
		"at,\"the date is 2099-01-01, in the future: a clock was wrong\"",
		"at,the date is 1979-12-31: a clock was wrong",
		"from,has no e-mail address",
	}, sorted(reasons(rejects)))
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Created: 7, Rejected: 6}}, summary.Kinds)
	have := took(t)
	require.Equal(t, []string{
		"mail charset@x email 2026-10-01T08:00:00Z, to Olga Berg, to Otto Bo 3/1",
		"mail good@x email 2026-10-01T10:00:00Z, to Olga Berg 2/1",
		"mail large@x email 2026-10-01T10:00:00Z, to Olga Berg 2/1",
		"mail posted@x email 2026-11-21T00:00:00Z, to Olga Berg 2/1",
		"mail received@x email 2026-10-01T06:00:00Z, to Olga Berg 2/1",
		"mail thousand@x email 2026-10-01T10:00:00Z 1001/1001",
	}, slices.Delete(slices.Clone(have), 1, 2))
	require.Regexp(t, `^mail envelope:[0-9a-f]{32} email 2026-10-01T08:00:00Z, to Olga Berg 2/1$`, have[1])
	requireSecrets(t, rejects)
}

func TestUnknownPeople(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, mailUsers+"3,Freya,freya@gmail.com\n", "contacts\nid,name,email\nc1,Ann Alt,ann@acme.example\nc2,Office,office@two.example\nc3,Office,office@two.example\n",
		"accounts\nid,name,domain\nA,Acme,acme.example;us.example\nE,Acme Europe,eu.acme.example\nT,Two,shared.example\nU,Too,shared.example\nG,Search engine,gmail.com\nO,Own,own.example\n"))
	letters := []letter{
		{from: "olga@us.example", to: []string{`"Bor, Ben" <Ben@acme.example>`, "<cleo.maria-d@mail.eu.acme.example>", "x@shared.example", "who@gmail.com", "info@acme.example", "colleague@us.example", "us@own.example", "office@two.example", "person@nowhere.example"}},
		{from: "no-reply@acme.example", to: []string{"olga@us.example"}},
		{from: "billing-noreply@acme.example", to: []string{"olga@us.example"}},
		{from: "Program <builds@acme.example>", to: []string{"olga@us.example"}, fields: []string{"Auto-Submitted", "auto-generated"}},
		{from: "Away <away@acme.example>", to: []string{"olga@us.example"}, fields: []string{"Return-Path", "<>"}},
		{from: "Writer <writer@acme.example>", to: []string{"talk@acme.example", "olga@us.example"}, fields: []string{"List-Id", "Talk <talk.acme.example>"}},
		{from: "writer@acme.example", to: []string{"devs@acme.example"}, fields: []string{"Precedence", "list"}},
		{from: "writer@acme.example", to: []string{"board@acme.example"}, fields: []string{"List-Post", "<mailto:board@acme.example>"}},
		{from: "writer@acme.example", to: []string{"olga@us.example"}, cc: []string{"board@acme.example"}},
	}
	var raw [][]byte
	for i, l := range letters {
		l.id, l.at = fmt.Sprintf("%d@x", i), then.Add(time.Duration(i)*time.Minute)
		raw = append(raw, l.raw(t))
	}
	dir := file(t, "inbox.mbox", mbox(raw...))
	own := func(o *options) { o.OwnDomains = []string{"Own.example"} }
	people := func() []string { return lines(t, `MATCH (c:Contact) RETURN c.name ORDER BY c.name`) }
	out, rejects := importing(t, s, dir, own)
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Created: 9}}, out.Kinds)
	require.Equal(t, []string{"Ann Alt", "Office", "Office"}, people())
	require.Equal(t, "mail 0@x email 2026-10-01T10:00:00Z, from Olga Berg 10/7", took(t)[0])

	dry, _ := importing(t, s, dir, own, unknownPeople, func(o *options) { o.DryRun = true })
	made, rejects := importing(t, s, dir, own, unknownPeople)
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{{Kind: "contacts", Created: 3}, {Kind: "interactions", Changed: 5, Unchanged: 4}}, made.Kinds)
	require.Equal(t, made.Kinds, dry.Kinds)
	require.Equal(t, []string{severalHave, "several accounts have the domain shared.example: who has an address there stays out"}, sorted(made.Notes))
	require.Equal(t, []string{"Ann Alt", "Ben Bor", "Cleo Maria D", "Office", "Office", "Writer"}, people())
	require.Equal(t, []string{"Ben Bor@Acme ..", "Cleo Maria D@Acme Europe ..", "Writer@Acme .."}, lines(t, heldBy))
	require.Equal(t, "mail 0@x email 2026-10-01T10:00:00Z, from Olga Berg, to Ben Bor, to Cleo Maria D 10/7", took(t)[0])
	before := everything(t)
	again, rejects := importing(t, s, dir, own, unknownPeople, from("another"))
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{{Kind: "interactions", Unchanged: 9}}, again.Kinds)
	require.Equal(t, before, everything(t))

	// Rows of interactions know strangers too.
	rows, rejects := importing(t, s, folder(t, "interactions\nat,kind,from,to\n2026-10-03,call,olga@us.example,dan.d@acme.example;sales@acme.example\n"), unknownPeople)
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{{Kind: "contacts", Created: 1}, {Kind: "interactions", Created: 1}}, rows.Kinds)
	require.Contains(t, people(), "Dan D")
}

const severalHave = "an address that several people have says of nobody that it was they: it is only counted"

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

// Whatever is written, each message is one interaction, with the people of its envelope, however often and in whatever mailboxes it comes.
func TestRandomMailboxes(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, mailUsers, "contacts\nid,name,email\nc1,Ann Alt,ann@acme.example\nc2,Ben Bor,ben@acme.example\n"))
	named := map[string]string{"olga@us.example": "Olga Berg", "otto@us.example": "Otto Bo", "ann@acme.example": "Ann Alt", "ben@acme.example": "Ben Bor"}
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		address := rapid.SampledFrom([]string{"olga@us.example", "otto@us.example", "ann@acme.example", "ben@acme.example", "who@gmail.com"})
		name := rapid.SampledFrom([]string{"", "Ünï Çödé", "Comma, Name", `Quote "q"`, "株式会社", strings.Repeat("long ", 60)})
		written := func(a string) string { return (&mail.Address{Name: name.Draw(rt, "name"), Address: a}).String() }
		var boxes [2][][]byte
		var want []string
		for i := range rapid.IntRange(0, 8).Draw(rt, "messages") {
			people := map[string]bool{}
			part := map[string]bool{}
			take := func(as, a string) string {
				people[a] = true
				if named[a] != "" {
					part[as+" "+named[a]] = true
				}
				return written(a)
			}
			l := letter{id: fmt.Sprintf("%d.%d@random", round, i), at: then.Add(time.Duration(rapid.IntRange(-1e8, 0).Draw(rt, "age")) * time.Second)}
			l.from = take("from", address.Draw(rt, "from"))
			for range rapid.IntRange(0, 3).Draw(rt, "to") {
				l.to = append(l.to, take("to", address.Draw(rt, "receiver")))
			}
			for range rapid.IntRange(0, 3).Draw(rt, "cc") {
				l.cc = append(l.cc, take("cc", address.Draw(rt, "receiver")))
			}
			for _, box := range rapid.SliceOfN(rapid.IntRange(0, 1), 1, 3).Draw(rt, "boxes") {
				boxes[box] = append(boxes[box], l.raw(t))
			}
			outside := 0
			for a := range people {
				if !strings.HasSuffix(a, "@us.example") {
					outside++
				}
			}
			text := fmt.Sprintf("mail %s email %s", l.id, l.at.UTC().Format(time.RFC3339))
			for _, p := range sortedKeys(part) {
				text += ", " + p
			}
			want = append(want, fmt.Sprintf("%s %d/%d", text, len(people), outside))
		}
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, "a.mbox"), mbox(boxes[0]...), 0o600))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "b.mbox"), append([]byte("From - Thu Oct  1 00:00:00 2026\nFrom: a@b.example\nDate: Thu, 1 Oct 2020 00:00:00 +0000\nMessage-Id: <same@random>\n\n"), mbox(boxes[1]...)...), 0o600))
		if len(boxes[0]) == 0 {
			require.NoError(t, os.Remove(filepath.Join(dir, "a.mbox")))
		}
		_, rejects := importing(t, s, dir)
		require.Empty(t, rejects)
		have := slices.DeleteFunc(took(t), func(line string) bool { return !strings.HasPrefix(line, fmt.Sprintf("mail %d.", round)) })
		require.Equal(t, strings.Join(sorted(want), "\n"), strings.Join(have, "\n"))
		again, _ := importing(t, s, dir)
		require.Zero(t, again.Kinds[0].Created+again.Kinds[0].Changed)
	})
	requireSecrets(t, nil)
}

func sortedKeys(set map[string]bool) []string {
	var all []string
	for key := range set {
		all = append(all, key)
	}
	return sorted(all)
}

// 100 MB of a message are passed over in no memory. Where the long tests run, 100,000 messages among 2,000 people come in within a minute, their
// ties derived.
func TestLargeMailboxes(t *testing.T) {
	s := storetest.Empty(t)
	users, contacts := "users\nid,name,email\n", "contacts\nid,name,email,account_id,title,since\n"
	for i := range 40 {
		users += fmt.Sprintf("u%d,User %d,u%d@us.example\n", i, i, i)
	}
	for i := range 2_000 {
		contacts += fmt.Sprintf("c%d,Contact %d,c%d@them.example,a%d,Buyer,2020-01-%02d\n", i, i, i, i%100, i%28+1)
	}
	accounts := "accounts\nid,name\n"
	for i := range 100 {
		accounts += fmt.Sprintf("a%d,Account %d\n", i, i)
	}
	importing(t, s, folder(t, users, accounts, contacts))
	dir := t.TempDir()
	path, err := os.Create(filepath.Join(dir, "large.mbox"))
	require.NoError(t, err)
	defer path.Close()
	write := func(text string) {
		_, err := path.WriteString(text)
		require.NoError(t, err)
	}
	random := rand.New(rand.NewPCG(11, 0))
	head := func(i int) string {
		user, n := fmt.Sprintf("u%d@us.example", i%40), random.IntN(1+random.IntN(2_000)) // some have far more mail than others
		from, to := user, fmt.Sprintf("c%d@them.example, c%d@them.example", n, (n+100)%2_000)
		if random.IntN(2) == 0 {
			from, to = fmt.Sprintf("c%d@them.example", n), user
		}
		at := then.Add(-time.Duration(random.IntN(1_000*24)) * time.Hour).Format(time.RFC1123Z)
		return fmt.Sprintf("From a@b.example Thu Oct  1 00:00:00 2026\nFrom: %s\nTo: %s\nDate: %s\nMessage-ID: <%d@large>\n\n", from, to, at, i)
	}
	write(head(0))
	line, block := strings.Repeat("x", 1<<20), strings.Repeat(strings.Repeat("x", 75)+"\n", 1<<14)
	for range 50 {
		write(line) // one line of 50 MB
	}
	for range 40 {
		write(block)
	}
	messages := 100
	if os.Getenv("KITH_SOAK") != "" {
		messages = 100_000
	}
	for i := range messages {
		write(head(i+1) + block[:5000] + "\n\n")
	}
	began := time.Now()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	summary, rejects := importing(t, s, dir)
	runtime.ReadMemStats(&after)
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{created("interactions", messages+1)}, summary.Kinds)
	if messages == 100 {
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20))
	} else {
		t.Logf("%d messages in %s", messages, time.Since(began).Round(time.Second))
		require.Less(t, time.Since(began), time.Minute)
	}
	require.Empty(t, lines(t, `MATCH (a:Person)-[:TIE_SOURCE]->(b:Person) WHERE NOT EXISTS { (a)-[k:KNOWS]->(b) WHERE k.strength > 0 } RETURN a.name`))
}
