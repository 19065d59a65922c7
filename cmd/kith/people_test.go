package main_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Users, units, roles and tokens from the command line, beside a Kith that serves them over TLS.
func TestPeopleFromTheCommandLine(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	kith := func(arguments ...string) (string, error) {
		var said bytes.Buffer
		command := exec.Command(program, append(arguments, "--data", data)...)
		command.Stderr = &said
		printed, err := command.Output()
		if err != nil {
			return said.String(), err
		}
		return string(printed), nil
	}
	does := func(arguments ...string) string {
		t.Helper()
		printed, err := kith(arguments...)
		require.NoError(t, err, printed)
		return strings.TrimSpace(printed)
	}
	refuses := func(why string, arguments ...string) {
		t.Helper()
		said, err := kith(arguments...)
		require.Error(t, err)
		require.Contains(t, said, why)
	}
	password := file("password", "an uncommon phrase\n")

	// Nothing is let be reached from elsewhere in the clear, or before somebody can sign in.
	refuses("can be reached from elsewhere", "serve", "--addr", "0.0.0.0:0")
	refuses("go together", "serve", "--addr", "0.0.0.0:0", "--tls-cert", password)
	provider := []string{"serve", "--addr", "127.0.0.1:0", "--oidc-issuer", "https://id.example", "--oidc-client-id", "kith"}
	refuses("its secret", provider...)
	refuses("NAME:CLAIM=VALUE", append(provider, "--oidc-client-secret-file", password, "--oidc-roles", "rep,manager:groups")...)
	refuses("https://", "serve", "--addr", "127.0.0.1:0", "--oidc-issuer", "http://id.example")
	refuses("nobody can sign in yet", "serve", "--addr", "0.0.0.0:0", "--behind-proxy")
	refuses("typed at a terminal", "user", "add", "--role", "administrator", "ada@seller.example")
	require.Regexp(t, `^ada@seller.example \(usr_\w+\) can sign in\.$`, does("user", "add", "--role", "administrator", "--password-file", password, "ada@seller.example"))
	secret := does("token", "add", "--role", "administrator", "--scope", "read,write,admin", "of this test")
	require.Regexp(t, `^kith_[a-z2-7]{48}$`, secret)

	server := httptest.NewTLSServer(nil)
	server.Close()
	pair := server.TLS.Certificates[0]
	key, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	require.NoError(t, err)
	certificate := file("certificate", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: pair.Certificate[0]})))
	keyFile := file("key", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})))
	tokens.Store(data, secret)
	s := serveOn(t, data, "KITH_TLS_CERT="+certificate, "KITH_TLS_KEY="+keyFile)
	require.True(t, strings.HasPrefix(s.address, "https://"), s.address)
	trusted := x509.NewCertPool()
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	require.NoError(t, err)
	trusted.AddCert(leaf)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	status := func(method, path, body string, headers ...string) *http.Response {
		t.Helper()
		request, err := http.NewRequest(method, s.address+"/api/v1"+path, strings.NewReader(body))
		require.NoError(t, err)
		for i := 0; i+1 < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		response, err := client.Do(request)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		return response
	}
	require.Equal(t, 200, status("GET", "/roles", "", "Authorization", "Bearer "+secret).StatusCode)

	north := does("unit", "add", "North")
	does("unit", "add", "Sales")
	does("unit", "move", "North", "--parent", "Sales")
	refuses("below itself", "unit", "move", "Sales", "--parent", north)
	require.Regexp(t, `^Sales \(unt_\w+\)\n  North \(`+north+`\)$`, does("unit", "list"))

	rules := file("rules", does("role", "show", "rep"))
	does("role", "add", "Field rep", rules)
	refuses("is no field of accounts", "role", "add", "Wrong", file("wrong", `{"fields":{"accounts":{"revenue":"none"}}}`))
	refuses("built in", "role", "delete", "rep")
	require.Contains(t, does("role", "list"), "Field rep")

	refuses("has not between 12 and 500 characters", "user", "add", "--role", "Field rep", "--password-file", file("short", "short"), "ben@seller.example")
	does("user", "add", "--role", "Field rep", "--unit", "North", "--name", "Ben Hill", "--password-file", password, "Ben@seller.example")
	require.Contains(t, does("user", "add", "--role", "administrator", "--password-file", password, "ben@seller.example"), "nothing changed")
	require.Regexp(t, `ben@seller.example +Ben Hill +Field rep +North +true +usr_`, does("user", "list"))
	in := status("POST", "/sessions", `{"email":"ben@seller.example","password":"an uncommon phrase"}`)
	require.Equal(t, 201, in.StatusCode)
	require.Contains(t, in.Header.Get("Set-Cookie"), "__Host-kith=")
	cookie := in.Cookies()[0].String()
	cookie, _, _ = strings.Cut(cookie, ";")
	require.Equal(t, 200, status("GET", "/me", "", "Cookie", cookie).StatusCode)

	// What these commands, which are processes of their own, take back, soon counts in the one that serves no more.
	soon := func(want int, path string, headers ...string) {
		t.Helper()
		require.Eventually(t, func() bool { return status("GET", path, "", headers...).StatusCode == want }, 30*time.Second, 20*time.Millisecond)
	}
	does("user", "password", "--password-file", file("next", "the next phrase"), "ben@seller.example")
	soon(401, "/me", "Cookie", cookie)
	does("user", "deactivate", "ben@seller.example")
	require.Equal(t, 401, status("POST", "/sessions", `{"email":"ben@seller.example","password":"the next phrase"}`).StatusCode)
	refuses("Nobody would be left", "user", "deactivate", "ada@seller.example")
	listed := does("token", "list")
	require.Regexp(t, `tok_\w+ +of this test +a program +read,write,admin +never +20`, listed)
	id := strings.Fields(strings.Split(listed, "\n")[1])[0]
	does("token", "revoke", id)
	soon(401, "/roles", "Authorization", "Bearer "+secret)
	s.stop(t, syscall.SIGTERM)
	require.NotContains(t, s.said.String(), "sign-in#first")
}
