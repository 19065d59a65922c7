package mail_test

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/mail"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// said is what a process has printed so far.
type said struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.String()
}

// freeAddress is one of this machine that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	return listener.Addr().String()
}

// What is told by mail is kept until a mail server has taken it: here one that is not there at first.
func TestMailIsTriedAgain(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, `CREATE (:User:Person {id: 'usr_eva', name: 'Eva Müller', email: 'eva@us.example', active: true}), (:User:Person {id: 'usr_fred', name: 'Fred', email: 'fred@us.example', active: true}),
		(:Contact:Person {id: 'con_tom', name: 'Tom', belongsTo: ['*']})-[:HOLDS]->(:Position {id: 'pos_1', title: 'CFO'})-[:AT]->(:Account {id: 'acc_1', name: 'Acme'})`, nil)
	server := filepath.Join(t.TempDir(), "smtp")
	built, err := exec.Command("go", "build", "-o", server, "github.com/emersion/go-smtp/cmd/smtp-debug-server").CombinedOutput()
	require.NoError(t, err, "%s", built)

	address := freeAddress(t)
	sender, err := mail.NewSender("smtp://"+address+"?starttls=never", "", "Kith <kith@us.example>")
	require.NoError(t, err)
	g := graph.New(s, time.Now)
	g.SendsMail = true
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); sender.Run(ctx, g, slog.New(slog.DiscardHandler)) }()
	defer func() { stop(); <-ended }()

	all := access.Builtin()["administrator"]
	eva, fred := access.Viewer{UserID: "usr_eva", Rights: &all}, access.Viewer{UserID: "usr_fred", Rights: &all}
	request, err := g.AskForIntroduction(ctx, eva, graph.IntroductionChange{TargetID: &graph.Ref{ID: "con_tom"}, IntroducerID: &graph.Ref{ID: "usr_fred"}, Message: new("before spring\r\nBcc: x@y.example")})
	require.NoError(t, err)
	tries := func() []int { return storetest.Ask[int](t, `MATCH (m:Mail) RETURN coalesce(m.tries, 0) AS tries`, nil) }
	require.Eventually(t, func() bool { all := tries(); return len(all) == 1 && all[0] == 1 }, 30*time.Second, 20*time.Millisecond)

	process := exec.Command(server, "-l", address)
	var heard said
	process.Stdout, process.Stderr = &heard, os.Stderr
	require.NoError(t, process.Start())
	defer func() { _ = process.Process.Kill(); _ = process.Wait() }()
	require.Eventually(t, func() bool {
		connection, err := net.Dial("tcp", address)
		if err == nil {
			_ = connection.Close()
		}
		return err == nil
	}, 10*time.Second, 20*time.Millisecond)
	storetest.Put(t, `MATCH (m:Mail) SET m.dueAt = datetime() - duration('PT1M')`, nil)
	_, err = g.TurnIntroduction(ctx, fred, request.ID, "accepted")
	require.NoError(t, err)
	require.Eventually(t, func() bool { return len(tries()) == 0 }, 30*time.Second, 20*time.Millisecond)
	text := heard.String()
	for _, line := range []string{"RCPT TO:<fred@us.example>", "RCPT TO:<eva@us.example>", "an introduction to Tom.", "before spring", "Fred will introduce you to Tom", "kith@us.example"} {
		require.Contains(t, text, line)
	}
	require.NotContains(t, text, "RCPT TO:<x@y.example>")

	// A mail on a request that is gone is dropped.
	storetest.Put(t, `CREATE (:Mail {id: 'mai_1', state: 'asked', at: datetime(), dueAt: datetime(), tries: 0})`, nil)
	taken, err := g.TakeMail(ctx)
	require.NoError(t, err)
	require.Nil(t, taken)
	require.Empty(t, tries())
}

func TestMailServers(t *testing.T) {
	for _, good := range []string{"smtps://us@mail.example", "smtp://us@mail.example:587", "smtp://127.0.0.1:25?starttls=never"} {
		_, err := mail.NewSender(good, "secret", "kith@us.example")
		require.NoError(t, err, good)
	}
	for _, bad := range []string{"", "mail.example", "http://mail.example", "smtp://us:secret@mail.example", "smtp://us@mail.example?starttls=never", "smtp://mail.example/x", "smtp://mail.example?tls=no"} {
		_, err := mail.NewSender(bad, "secret", "kith@us.example")
		require.Error(t, err, bad)
		require.NotContains(t, err.Error(), "secret")
	}
	_, err := mail.NewSender("smtps://mail.example", "", "nobody")
	require.Error(t, err)
}
