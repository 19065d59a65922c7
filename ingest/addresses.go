package ingest

import (
	_ "embed"
	"regexp"
	"strings"
)

// Addresses that are nobody's in particular, and domains that are no company's.

//go:embed free_mail.txt
var freeMailText string

// freeMail are the domains at which anybody may have an address; those that end in ".*" stand for every country's.
var freeMail = func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(freeMailText) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			set[line] = true
		}
	}
	return set
}()

func isFreeMail(domain string) bool {
	provider, _, _ := strings.Cut(domain, ".")
	return freeMail[domain] || freeMail[provider+".*"]
}

// roles are the names before the @ that stand for a task: those of RFC 2142, what is usual beside them, and programs.
var roles = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`abuse`, `accounting`, `accounts?`, `accounts[-_.]?(?:payable|receivable)`, `admin(?:istrator|istration)?`, `alerts?`, `all`, `all[-_.]?(?:staff|hands|users)`,
	`apply`, `auto[-_.]?(?:mailer|reply|responder|confirm)`, `billing`, `booking`, `bookings`, `bounces?`, `calendar(?:[-_.]?notification)?`, `careers?`, `compliance`, `contact(?:us)?`,
	`customer[-_.]?(?:care|service|success|support)`, `daemon`, `devnull`, `do[-_.]?not[-_.]?reply`, `editor`, `enquir(?:y|ies)`, `events?`, `everyone`, `feedback`, `finance`,
	`ftp`, `hello`, `help`, `help[-_.]?desk`, `hostmaster`, `hr`, `info`, `information`, `inquir(?:y|ies)`, `invitations?`, `invoices?`, `it`, `jobs`, `kontakt`, `legal`, `list`, `listserv`,
	`mail`, `mailer`, `mailer[-_.]?daemon`, `mailman`, `majordomo`, `marketing`, `media`, `members?`, `messages?[-_.]?noreply`, `news`, `newsletters?`, `no[-_.]?reply`, `noc`,
	`not[-_.]?reply`, `notif(?:y|ications?)`, `office`, `orders?`, `payments?`, `post(?:master)?`, `pr`, `press`, `privacy`, `purchasing`, `reception`, `recruit(?:ing|ment)`,
	`registrar`, `reply`, `returns?`, `root`, `sales`, `security`, `service[s]?`, `shop`, `staff`, `subscri(?:be|ptions?)`, `support`, `sys(?:admin|tem)`, `team`, `tech(?:support)?`, `undisclosed[-_.]?recipients`,
	`unsubscribe`, `updates?`, `usenet`, `uucp`, `web(?:admin|master)?`, `welcome`, `www`,
}, `|`) + `)$`)

// robots are names before the @ that begin or end as programs' do.
var robots = regexp.MustCompile(`(?:^|[-_.+])(?:no|do[-_.]?not)[-_.]?reply(?:[-_.+]|$)|^bounces?[-_.+]|mailer-daemon|-(?:request|owner|bounces|subscribe|unsubscribe)$|^owner-`)

// isRole says whether the address is a task's, a list's or a program's, not a person's.
func isRole(address string) bool {
	name, _, _ := strings.Cut(address, "@")
	name, _, _ = strings.Cut(name, "+")
	return roles.MatchString(name) || robots.MatchString(address[:strings.LastIndexByte(address, '@')])
}

func domainOf(address string) string {
	return address[strings.LastIndexByte(address, '@')+1:]
}

// domainsAbove are a domain and those above it, the most exact first, but for the top ones.
func domainsAbove(domain string) []string {
	var all []string
	for strings.Contains(domain, ".") {
		all = append(all, domain)
		_, domain, _ = strings.Cut(domain, ".")
	}
	return all
}
