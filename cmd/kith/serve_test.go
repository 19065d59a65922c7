package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// program is the built kith.
var program string

func TestMain(m *testing.M) {
	http.DefaultTransport = signedIn{http.DefaultTransport}
	dir, err := os.MkdirTemp("", "kith-program-")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "kith")
	build := exec.Command("go", "build", "-tags", "nomsgpack", "-o", program, ".")
	build.Stderr = os.Stderr
	code := 1
	if err := build.Run(); err == nil {
		code = m.Run()
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// served is a running `kith serve`.
type served struct {
	command *exec.Cmd
	address string
	ended   chan error
	said    *bytes.Buffer // what it printed; read it after ended
}

var (
	printedAddress = regexp.MustCompile(`API\s+(https?://[^/\s]+)`)
	printedLink    = regexp.MustCompile(`^\s+(http://\S+/sign-in#first=\S+)$`)
)

// serveOn starts the service on a data folder and a free port and waits until it says where it is. The first time
// on a folder an administrator comes in by the printed link, whose token all requests have from then on. Its time limit is for machines
// that are busy with other tests.
func serveOn(t *testing.T, data string, env ...string) *served {
	t.Helper()
	s := &served{ended: make(chan error, 1), said: &bytes.Buffer{}}
	s.command = exec.Command(program, "serve", "--data", data, "--addr", "127.0.0.1:0", "--time-limit", "1m", "--rate", "0")
	s.command.Env = append(os.Environ(), env...)
	said, err := s.command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, s.command.Start())
	t.Cleanup(func() { _ = s.command.Process.Kill() })
	token, known := tokens.Load(data)
	found, link := make(chan string, 1), make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(said)
		for lines.Scan() {
			fmt.Fprintln(s.said, lines.Text())
			if match := printedAddress.FindStringSubmatch(lines.Text()); match != nil {
				found <- match[1]
			}
			if match := printedLink.FindStringSubmatch(lines.Text()); match != nil {
				link <- match[1]
			}
		}
		s.ended <- s.command.Wait()
	}()
	select {
	case s.address = <-found:
	case err := <-s.ended:
		t.Fatalf("serve ended: %v\n%s", err, s.said)
	case <-time.After(2 * time.Minute):
		t.Fatal("serve did not say where it is")
	}
	if !known {
		select {
		case first := <-link:
			token = firstIn(t, s.address, first)
			tokens.Store(data, token)
		case <-time.After(time.Minute):
			t.Fatal("serve did not say how the first administrator comes in")
		}
	}
	tokens.Store(s.address, token)
	return s
}

// stop ends the service by a signal and waits for it.
func (s *served) stop(t *testing.T, signal syscall.Signal) {
	t.Helper()
	require.NoError(t, s.command.Process.Signal(signal))
	err := <-s.ended
	if signal == syscall.SIGTERM {
		require.NoError(t, err, "%s", s.said)
	}
}

func (s *served) get(t *testing.T, path string, into any) *http.Response {
	t.Helper()
	response, err := http.Get(s.address + path)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	if into != nil {
		require.NoError(t, json.Unmarshal(text, into), "%s", text)
	}
	return response
}

// A stop under load fails no request: what came in is answered, and callers with open connections are told to go.
func TestStopUnderLoadFailsNoRequest(t *testing.T) {
	s := serveOn(t, t.TempDir())
	var answered, failed atomic.Int64
	var callers sync.WaitGroup
	load, enough := context.WithCancel(context.Background())
	for range 16 {
		callers.Go(func() {
			client := &http.Client{Transport: signedIn{&http.Transport{}}}
			for load.Err() == nil {
				response, err := client.Get(s.address + "/api/v1/accounts")
				if err != nil {
					if strings.Contains(err.Error(), "connection refused") {
						return // it has stopped accepting
					}
					failed.Add(1)
					t.Log(err)
					return
				}
				_, err = io.Copy(io.Discard, response.Body)
				_ = response.Body.Close()
				if err != nil || response.StatusCode != http.StatusOK {
					failed.Add(1)
					t.Log(response.Status, err)
				}
				answered.Add(1)
			}
		})
	}
	require.Eventually(t, func() bool { return answered.Load() > 200 }, time.Minute, time.Millisecond)
	s.stop(t, syscall.SIGTERM)
	enough()
	callers.Wait()
	require.Zero(t, failed.Load(), "%s", s.said)
	require.NotContains(t, s.said.String(), "may be cut off")
}

// A second serve on the same folder is refused in words, and an unknown setting is named.
func TestRefusals(t *testing.T) {
	data := t.TempDir()
	serveOn(t, data)
	second, err := exec.Command(program, "serve", "--data", data, "--addr", "127.0.0.1:0").CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(second), "in use")

	unknown := exec.Command(program, "version")
	unknown.Env = append(os.Environ(), "KITH_NO_SUCH=1")
	said, err := unknown.CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(said), "KITH_NO_SUCH")
}

// kills is how often the service is killed: a few times in every test run, often in `make soak`.
func kills() int {
	if os.Getenv("KITH_SOAK") != "" {
		return 100
	}
	return 5
}

// What was acknowledged before a kill is there after it, and of a batch all or nothing.
func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	const batch = 10
	data := t.TempDir()
	acknowledged := map[string]bool{} // by the batch's name
	sent := map[string]bool{}
	var guard sync.Mutex
	for kill := range kills() {
		s := serveOn(t, data)
		var clients sync.WaitGroup
		var done atomic.Int64
		for client := range 4 {
			clients.Go(func() {
				for round := 0; ; round++ {
					name := fmt.Sprintf("%d-%d-%d", kill, client, round)
					items := make([]map[string]any, batch)
					for i := range items {
						items[i] = map[string]any{"name": name, "externalIds": []any{map[string]string{"source": "soak", "id": fmt.Sprintf("%s-%d", name, i)}}}
					}
					body, err := json.Marshal(map[string]any{"items": items})
					if err != nil {
						panic(err)
					}
					guard.Lock()
					sent[name] = true
					guard.Unlock()
					response, err := http.Post(s.address+"/api/v1/accounts:batchUpsert", "application/json", bytes.NewReader(body))
					if err != nil {
						return // killed
					}
					_, err = io.Copy(io.Discard, response.Body)
					_ = response.Body.Close()
					if err != nil || response.StatusCode != http.StatusOK {
						return
					}
					guard.Lock()
					acknowledged[name] = true
					guard.Unlock()
					done.Add(1)
				}
			})
		}
		require.Eventually(t, func() bool { return done.Load() >= int64(3+kill%7) }, time.Minute, time.Millisecond)
		s.stop(t, syscall.SIGKILL)
		clients.Wait()
	}
	s := serveOn(t, data)
	require.NotEmpty(t, acknowledged)
	for name := range sent {
		found := 0
		for i := range batch {
			response := s.get(t, fmt.Sprintf("/api/v1/accounts/by-external-id/soak/%s-%d", name, i), nil)
			if response.StatusCode == http.StatusOK {
				found++
			}
		}
		if acknowledged[name] {
			require.Equal(t, batch, found, "acknowledged and lost: %s", name)
		} else {
			require.Contains(t, []int{0, batch}, found, "half there: %s", name)
		}
	}
	s.stop(t, syscall.SIGTERM)
}
