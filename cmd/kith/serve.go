package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"path/filepath"
	"sync"
	"time"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/handlers"
	"kith/ingest"
	"kith/mail"
	"kith/openid"
)

const day = 24 * time.Hour

type serve struct {
	Addr        string `env:"KITH_ADDR" default:"127.0.0.1:8080" help:"Where to listen."`
	Paths       string `env:"KITH_PATHS" enum:"memory,cypher" default:"memory" help:"What answers paths: the ties in memory, or Cypher alone."`
	TLSCert     string `name:"tls-cert" env:"KITH_TLS_CERT" type:"path" help:"File with the certificate, and those above it: with --tls-key, callers speak TLS."`
	TLSKey      string `name:"tls-key" env:"KITH_TLS_KEY" type:"path" help:"File with the certificate's key."`
	BehindProxy bool   `env:"KITH_BEHIND_PROXY" help:"Whoever connects is a proxy of yours that speaks TLS with callers: what its X-Forwarded-For and X-Forwarded-Proto say is true."`
	Pprof       string `env:"KITH_PPROF" help:"Loopback address for Go's profiles, such as 127.0.0.1:6060; none by default."`
	Sample      bool   `help:"Bring the sample company in first, as kith demo does, where there is no account yet."`

	KeepInteractions age `env:"KITH_KEEP_INTERACTIONS" help:"How long single interactions are kept, such as 3y or 18m, at least 1y; older ones are folded into lines by month, each night. By default all are kept."`

	Rate int `env:"KITH_RATE" default:"30000" help:"Requests a minute that a user or a token may make; an address from which nobody is signed in, a tenth of that. 0 is no limit."`

	OIDCIssuer           string   `name:"oidc-issuer" env:"KITH_OIDC_ISSUER" help:"OpenID provider by which users sign in beside their passwords, such as https://login.example.com; none by default."`
	OIDCClientID         string   `name:"oidc-client-id" env:"KITH_OIDC_CLIENT_ID" help:"Name of this Kith at the provider. Its secret comes from KITH_OIDC_CLIENT_SECRET, or from a file."`
	OIDCClientSecretFile string   `name:"oidc-client-secret-file" env:"KITH_OIDC_CLIENT_SECRET_FILE" type:"path" help:"File that holds the secret."`
	OIDCRedirect         string   `name:"oidc-redirect" env:"KITH_OIDC_REDIRECT" help:"Address that the provider sends browsers back to, https://…/sign-in/callback; by default that path where the browser asked."`
	OIDCScopes           []string `name:"oidc-scopes" env:"KITH_OIDC_SCOPES" default:"email,profile" help:"What the provider is asked for, beside openid."`
	OIDCRoles            []string `name:"oidc-roles" env:"KITH_OIDC_ROLES" help:"Roles that users of the provider have, each ROLE:CLAIM=VALUE, or ROLE for all; the first that holds counts, at each sign-in."`
	OIDCUnits            []string `name:"oidc-units" env:"KITH_OIDC_UNITS" help:"Units that they are in, by name or id, in the same way."`
	OIDCUnknown          string   `name:"oidc-unknown" env:"KITH_OIDC_UNKNOWN" enum:"refuse,make" default:"refuse" help:"What becomes of who is no user yet: refused, or made one, where a rule gives them a role."`

	SMTPURL          string `name:"smtp-url" env:"KITH_SMTP_URL" help:"Mail server that tells of introduction requests: smtps://user@host, smtp://user@host:587 (STARTTLS) …; none by default. The password comes from KITH_SMTP_PASSWORD, or from a file."`
	SMTPPasswordFile string `name:"smtp-password-file" env:"KITH_SMTP_PASSWORD_FILE" type:"path" help:"File that holds the password at the mail server."`
	SMTPFrom         string `name:"smtp-from" env:"KITH_SMTP_FROM" default:"Kith <kith@localhost>" help:"Whom mails come from."`
}

// Run serves until it is told to stop, then finishes what runs, then stops its Neo4j.
func (s *serve) Run(ctx context.Context, settings *Settings) (err error) {
	listener, err := listen(ctx, s.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen: %w", err)
	}
	if err := s.mayListen(listener); err != nil {
		return errors.Join(err, listener.Close())
	}
	provider, err := s.provider()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	metrics := handlers.NewMetrics()
	o, err := settings.open(ctx, true, metrics.Statement)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, o.close(ctx)) }()
	if s.Sample {
		if err := sampleWhereEmpty(ctx, settings, o); err != nil {
			return errors.Join(err, listener.Close())
		}
	}

	link, err := firstLink(ctx, o.graph, listener)
	if err != nil {
		return errors.Join(err, listener.Close())
	}

	if s.Pprof != "" {
		stopProfiles, failed := serveProfiles(s.Pprof)
		if failed != nil {
			return errors.Join(failed, listener.Close())
		}
		defer func() { err = errors.Join(err, stopProfiles()) }()
	}
	sender, err := s.sender()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	background, stopBackground := context.WithCancel(ctx)
	var working sync.WaitGroup
	working.Go(func() { o.graph.Warm(background, access.System()) })
	working.Go(func() { o.graph.FollowPrincipals(background, settings.logger()) })
	working.Go(func() { refreshTies(background, o.graph, s.KeepInteractions, settings.logger()) })
	if s.Paths == "memory" {
		working.Go(func() { o.graph.Follow(background, settings.logger()) })
	}
	if sender != nil {
		o.graph.SendsMail = true
		working.Go(func() { sender.Run(background, o.graph, settings.logger()) })
	}
	defer working.Wait()
	defer stopBackground()
	metrics.Gauge("kith_ties_in_memory", "Ties that paths are answered from; 0 while Cypher answers.", func() float64 { _, ties, _ := o.graph.InMemory(); return float64(ties) })
	metrics.Gauge("kith_neo4j_transactions", "Transactions under way.", func() float64 { return float64(o.store.Running()) })

	imports, err := ingest.OpenJobs(filepath.Join(settings.Data, "imports"), o.graph, metrics.Imported, settings.logger())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer imports.Close()

	service := handlers.New(handlers.Options{
		Graph: o.graph, Log: settings.logger(), Metrics: metrics, Imports: imports, BehindProxy: s.BehindProxy, Provider: provider, Rate: s.Rate,
	})
	var busy connections
	server := &http.Server{Handler: service, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10, IdleTimeout: 2 * time.Minute, ConnState: busy.turned}
	failed := make(chan error, 1)
	address := "http://" + listener.Addr().String()
	if s.TLSCert != "" {
		address = "https://" + listener.Addr().String()
		go func() { failed <- server.ServeTLS(listener, s.TLSCert, s.TLSKey) }()
	} else {
		go func() { failed <- server.Serve(listener) }()
	}
	fmt.Fprintf(os.Stderr, "\nKith is here:\n  API    %s/api/v1\n  Docs   %s/docs\n  Ready  %s/-/ready\n\nOpen it in a browser:\n  %s\n", address, address, address, address)
	if link != "" {
		fmt.Fprintf(os.Stderr, "\nNobody can sign in yet. The first administrator comes in by this link, once:\n  %s%s\n", address, link)
	}
	fmt.Fprintln(os.Stderr)

	select {
	case err := <-failed:
		return err
	case <-o.gone():
		return errors.Join(o.local.Err(), server.Close())
	case <-ctx.Done():
	}
	return stopServing(context.WithoutCancel(ctx), settings.logger(), service, server, listener, &busy)
}

// mayListen refuses an address that others can reach where passwords and tokens would pass in the clear.
func (s *serve) mayListen(listener net.Listener) error {
	if (s.TLSCert == "") != (s.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key go together")
	}
	if isLoopback(listener) || s.TLSCert != "" || s.BehindProxy {
		return nil
	}
	return fmt.Errorf("%s can be reached from elsewhere: give --tls-cert and --tls-key, or --behind-proxy where a proxy speaks TLS", s.Addr)
}

func isLoopback(listener net.Listener) bool {
	address, is := listener.Addr().(*net.TCPAddr)
	return is && address.IP.IsLoopback()
}

// firstLink is the path of the link by which the first administrator comes in, or empty where somebody can sign in who may administer. Whoever opens
// it first rules this Kith: it is made for this machine alone.
func firstLink(ctx context.Context, g *graph.Graph, listener net.Listener) (string, error) {
	administered, err := g.Administered(ctx, access.System())
	if err != nil || administered {
		return "", err
	}
	if !isLoopback(listener) {
		return "", errors.New("nobody can sign in yet: run kith user add --role administrator EMAIL first, or serve on 127.0.0.1 and open the link that is printed")
	}
	link, err := g.FirstSignInLink(ctx, access.System())
	return link.Path, err
}

// sender is who sends mail; nil where no server is set.
func (s *serve) sender() (*mail.Sender, error) {
	if s.SMTPURL == "" {
		return nil, nil
	}
	password, err := secret("KITH_SMTP_PASSWORD", s.SMTPPasswordFile)
	if err != nil {
		return nil, err
	}
	return mail.NewSender(s.SMTPURL, password, s.SMTPFrom)
}

// provider is by whom users sign in beside their passwords; nil where none is set.
func (s *serve) provider() (*openid.Provider, error) {
	if s.OIDCIssuer == "" {
		return nil, nil
	}
	settings := openid.Settings{Issuer: s.OIDCIssuer, ClientID: s.OIDCClientID, Redirect: s.OIDCRedirect, Scopes: s.OIDCScopes, Unknown: s.OIDCUnknown == "make"}
	var err error
	if settings.ClientSecret, err = secret("KITH_OIDC_CLIENT_SECRET", s.OIDCClientSecretFile); err != nil {
		return nil, err
	}
	if settings.Roles, err = openid.ParseRules(s.OIDCRoles); err != nil {
		return nil, fmt.Errorf("--oidc-roles: %w", err)
	}
	if settings.Units, err = openid.ParseRules(s.OIDCUnits); err != nil {
		return nil, fmt.Errorf("--oidc-units: %w", err)
	}
	return openid.New(settings, time.Now)
}

// refreshTies keeps the stored strengths what they rest on today, and whom records belong to, goes on with what was interrupted of removing mailboxes, and
// folds interactions that are older than what is kept: at the start, after each midnight UTC, and after a change of many.
func refreshTies(ctx context.Context, g *graph.Graph, keep age, log *slog.Logger) {
	ctx = store.Patient(ctx, time.Minute) // nobody waits for it
	for first := true; ; first = false {
		err := g.RefreshBelongings(ctx, access.System(), first)
		looked, failed := g.RefreshTies(ctx, access.System())
		err = errors.Join(err, failed, g.ForgetChanges(ctx), g.EmptyBin(ctx, access.System()), g.RemoveMailboxes(ctx, access.System()))
		if keep > 0 && err == nil {
			_, err = g.FoldInteractions(ctx, access.System(), keep.before(g.Today()))
		}
		if looked > 0 {
			log.Info("ties refreshed", "ties", looked)
			_, failed = g.Reload(ctx)
			err = errors.Join(err, failed)
		}
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			log.Warn("not all was refreshed, again in a minute", "error", err)
		}
		next := time.Minute
		if err == nil {
			next = time.Until(time.Now().UTC().Truncate(day).Add(day + time.Second))
		}
		select {
		case <-ctx.Done():
			return
		case <-g.StaleTies():
		case <-time.After(next):
		}
	}
}

// serveProfiles serves Go's profiles on an address of this machine only, and returns how to stop.
func serveProfiles(address string) (func() error, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("pprof: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("pprof: %s is not a loopback address", address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("pprof: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // ends by Close
	return server.Close, nil
}
