package realdata

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// AdventureWorksAccount is the external id of the account that the employees sit in.
const AdventureWorksAccount = "adventureworks"

// AdventureWorksAnswers are keyed by the ids of the files (employees and contacts share one number range).
type AdventureWorksAnswers struct {
	Levels map[string]int      // employee (a contact, and a position with the prefix "seat-") → depth in the chart from 0
	Owners map[string]string   // account → e-mail of the owning user, where it has one
	Roles  map[string][]string // contact → buying roles in the deal of its account
	Deals  map[string]string   // contact → that deal
	// Orders counts the purchase orders that a vendor's contact had of each buyer, by the buyer's e-mail.
	Orders map[string]map[string]int
	// Accounts and Contacts count the records: the 805 accounts and the employees' one; 909 contacts and 290 employees.
	Accounts, Contacts, Users int
}

// AdventureWorks writes Microsoft's sample company: its 290 employees as contacts in positions of one account, its 701
// customers and 104 vendors as accounts with their 909 contacts, owned by the sales people, who are users, and one deal
// for each account, in which the contacts have the buying roles that their titles suggest. The buyers are users too: each of their purchase
// orders is a message to the vendor's contacts.
func AdventureWorks(t testing.TB, dir string) AdventureWorksAnswers {
	t.Helper()
	from := folder(t, "adventureworks-crm")
	answers := AdventureWorksAnswers{
		Levels: map[string]int{}, Owners: map[string]string{}, Roles: map[string][]string{}, Deals: map[string]string{},
		Orders: map[string]map[string]int{},
	}
	// Every e-mail of the set has one domain, and the sales people are employees too: employees go in without an e-mail,
	// so that none is taken for the user.
	var accounts, contacts, positions, users, deals, members, orders [][]string
	login := map[string]string{}
	accounts = append(accounts, []string{AdventureWorksAccount, "Adventure Works Cycles", "", "", "", ""})
	for _, e := range table(t, filepath.Join(from, "employees.csv")) {
		id := e["id"]
		login[id] = e["login"]
		level, err := strconv.Atoi(e["org_level"])
		require.NoError(t, err)
		answers.Levels[id] = level
		manager := ""
		if e["manager_id"] != "" {
			manager = "seat-" + e["manager_id"]
		}
		contacts = append(contacts, []string{id, e["login"], "", "", "", ""})
		positions = append(positions, []string{"seat-" + id, AdventureWorksAccount, e["job_title"], id, manager, e["hire_date"]})
	}

	email := func(employee string) string { return login[employee] + "@adventure-works.com" }
	ownerOf := map[string]string{}
	isUser := map[string]bool{}
	user := func(employee string) {
		if !isUser[employee] {
			isUser[employee] = true
			users = append(users, []string{employee, login[employee], email(employee)})
		}
	}
	for _, a := range table(t, filepath.Join(from, "accounts.csv")) {
		owner := ""
		if employee := a["owner_employee_id"]; employee != "" {
			owner = email(employee)
			answers.Owners[a["id"]] = owner
			user(employee)
		}
		ownerOf[a["id"]] = owner
		accounts = append(accounts, []string{a["id"], a["name"], a["kind"], a["annual_revenue"], owner, a["year_opened"]})
		deals = append(deals, []string{"deal-" + a["id"], a["id"], "Deal with " + a["name"], owner})
	}
	at := map[string][]string{} // account → its contacts
	for _, c := range table(t, filepath.Join(from, "contacts.csv")) {
		at[c["account_id"]] = append(at[c["account_id"]], c["id"])
		role := buyingRole(c["role"])
		answers.Roles[c["id"]] = []string{role}
		answers.Deals[c["id"]] = "deal-" + c["account_id"]
		contacts = append(contacts, []string{c["id"], c["email"], c["email"], c["account_id"], c["role"], ownerOf[c["account_id"]]})
		members = append(members, []string{"deal-" + c["account_id"], c["id"], role})
	}
	for i, order := range table(t, filepath.Join(from, "interactions_employee_vendor.csv")) {
		buyer, vendor := order["employee_id"], order["vendor_id"]
		user(buyer)
		orders = append(orders, []string{"order-" + strconv.Itoa(i), order["date"], "message", "user:" + buyer, strings.Join(at[vendor], ";")})
		for _, contact := range at[vendor] {
			if answers.Orders[contact] == nil {
				answers.Orders[contact] = map[string]int{}
			}
			answers.Orders[contact][email(buyer)]++
		}
	}
	answers.Accounts, answers.Contacts, answers.Users = len(accounts), len(contacts), len(users)
	require.Equal(t, 806, answers.Accounts)
	require.Equal(t, 909+290, answers.Contacts)
	require.Equal(t, map[int]int{0: 1, 1: 6, 2: 27, 3: 66, 4: 190}, histogram(answers.Levels))

	write(t, dir, "accounts", "id,name,class,annual_revenue,owner_email,custom.yearOpened", accounts)
	write(t, dir, "contacts", "id,name,email,account_id,title,owner_email", contacts)
	write(t, dir, "positions", "id,account_id,title,contact_id,reports_to_id,since", positions)
	write(t, dir, "users", "id,name,email", users)
	write(t, dir, "opportunities", "id,account_id,name,owner_email", deals)
	write(t, dir, "buying_center", "opportunity_id,contact_id,roles", members)
	write(t, dir, "interactions", "id,at,kind,from,to", orders)
	return answers
}

func buyingRole(title string) string {
	switch title {
	case "Owner":
		return "decisionMaker"
	case "Purchasing Manager":
		return "approver"
	case "Purchasing Agent":
		return "evaluator"
	}
	return "other" // the vendors' sales people
}

// histogram counts how many have each level.
func histogram(levels map[string]int) map[int]int {
	counts := map[int]int{}
	for _, level := range levels {
		counts[level]++
	}
	return counts
}
