package ingest_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/ingest"
)

const (
	linkedInFile = "Connections\nNotes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n\n" +
		"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" +
		"Ann,Alt,https://www.linkedin.com/in/ann-alt,ann@acme.example,Acme Inc.,\"Head, Buying\",21 Nov 2024\n" +
		"Ben,Bor,https://www.linkedin.com/in/ben,,,,01 Jan 2020\n,,,,,,02 Feb 2021\nCleo,Cox,https://www.linkedin.com/in/cleo,,New Works,CEO,some day\n"
	googleNew = "contacts\nFirst Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Website 1 - Label,Website 1 - Value\n" +
		"Ann,,Alt,,,,,,,,Acme Inc.,Head,Buying,,likes tea,,* myContacts,* Work,ann@acme.example ::: a.alt@acme.example,Home,ann@gmail.com,Work,+49 30 1,Profile,www.linkedin.com/in/ann-alt\n" +
		",,,,,,,,,,,,,,,,* Other,* ,ben.bor@acme.example,,,,,,\n"
	googleOld = "google\nName,Given Name,Additional Name,Family Name,Yomi Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n" +
		"Ann Alt,Ann,,Alt,,,* myContacts,* Work,ann@acme.example,Mobile,+49 30 1,,Acme Inc.,Head\n"
	outlookFile = "outlook\nFirst Name,Middle Name,Last Name,Title,Suffix,Company,Department,Job Title,Business Street,Business Phone,Mobile Phone,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Web Page\n" +
		"Ann,,Alt,Dr.,,Acme Inc.,Buying,Head,,+49 30 1,+49 170 1,ann@acme.example,SMTP,Ann,/o=ExchangeLabs/cn=ann,,\nJ\xfcrgen,,M\xfcller,,,,,,,,,,,,,,\n"
	outlookGerman = "kontakte\nAnrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Stra\xdfe gesch\xe4ftlich,Telefon gesch\xe4ftlich,Mobiltelefon,E-Mail-Adresse,E-Mail 2: Adresse,Notizen,Webseite\n" +
		"Frau,Ann,,Alt,,Acme Inc.,Eink\xe4ufe,Head,,+49 30 1,+49 170 1,ann@acme.example,,,\n,J\xfcrgen,,M\xfcller,,,,,,,,,,,\n"
	outlookFrench = "contacts\nTitre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Profession,Rue (bureau),Téléphone (bureau),Tél. mobile,Adresse de messagerie,Notes,Page Web\n" +
		"Mme,Ann,,Alt,,Acme Inc.,Achats,Head,,+49 30 1,+49 170 1,ann@acme.example,,\n,Jürgen,,Müller,,,,,,,,,,\n"
	salesforceAccounts = "sf-accounts\nId,IsDeleted,Name,ParentId,Website,Industry,NumberOfEmployees,AnnualRevenue,BillingStreet,BillingCity,BillingPostalCode,BillingCountry,Phone,OwnerId\n" +
		"001A000001AbCdEIAV,false,Acme Inc.,,www.acme.example,Machines,1200,5000000,Road 1,Berlin,10115,Germany,+49 30 1,005A\n001A000001AbCdFIAV,false,Acme Europe,001A000001AbCdE,,,,,,,,,,\n001A000001AbCdGIAV,true,Gone,,,,,,,,,,,\n"
	salesforceLabels = "report\nContact ID,First Name,Last Name,Title,Email,Phone,Account ID,Account Name,Reports To ID\n" +
		"003A000001XyZaB,Ann,Alt,CEO,ann@acme.example,+49 30 1,001A000001AbCdE,Acme Inc.,\n003A000001XyZaC,Ben,Bor,CFO,ben@acme.example,,001A000001AbCdE,Acme Inc.,003A000001XyZaB\n"
	hubspotCompanies = "hubspot-companies\nRecord ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Industry,Company Domain Name,Website URL,Number of Employees\n" +
		"77,Acme Inc.,Olga Berg,2024-01-01 10:00,+49 30 1,Berlin,Germany,MACHINERY,acme.example,acme.example/home,\"1,200\"\n"
	hubspotContacts = "hubspot-contacts\nRecord ID,First Name,Last Name,Email,Phone Number,Contact owner,Job Title,Associated Company,Associated Company IDs (Primary)\n" +
		"501,Ann,Alt,ann@acme.example,+49 30 1,Olga Berg,CEO,Acme Inc.,77\n502,Ben,Bor,ben@acme.example,,,CFO,Elsewhere Ltd,\n"
)

var outlookPeople = []string{"Ann Alt ann@acme.example +49 30 1 +49 170 1 Head@Acme Inc. ", "Jürgen Müller "}

func ofOlga(o *options) { o.User = "Olga@us.example" }

const peopleAndJobs = `
MATCH (c:Contact)
CALL (c) { OPTIONAL MATCH (c)-[h:HOLDS]->(s:Position)-[:AT]->(a:Account) WHERE h.until IS NULL
  WITH coalesce(s.title, '-') + '@' + a.name AS job ORDER BY job RETURN collect(job) AS jobs }
CALL (c) { OPTIONAL MATCH (c)-[e:HAS_EMAIL]->(m:Email) WITH m.address AS address ORDER BY e.index RETURN collect(address) AS addresses }
RETURN c.name + ' ' + reduce(t = '', x IN addresses | t + x + ' ') + reduce(t = '', x IN c.phones | t + x + ' ') + reduce(t = '', x IN jobs | t + x + ' ') AS line ORDER BY line`

func TestLinkedIn(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t, linkedInFile)
	_, err := ingest.Import(context.Background(), graph.New(s, day.Time), access.System(), ingest.ImportOptions{Terms: ingest.Terms{Source: "linkedin"},
		Files: []ingest.Source{{Name: "Connections.csv", Path: filepath.Join(dir, "Connections.csv")}}})
	var refused *ingest.Refused
	require.ErrorAs(t, err, &refused)
	require.Contains(t, refused.Reason, "--user")

	importing(t, s, folder(t, mailUsers, "accounts\nid,name,domain\nA,Acme,acme.example\n"))
	dry, _ := importing(t, s, dir, from("linkedin"), ofOlga, func(o *options) { o.DryRun = true })
	summary, rejects := importing(t, s, dir, from("linkedin"), ofOlga)
	require.Equal(t, []ingest.Counts{{Kind: "contacts", Created: 3, Rejected: 1}, {Kind: "ties", Created: 2, Rejected: 2}}, summary.Kinds)
	require.Equal(t, summary.Kinds, dry.Kinds)
	require.Equal(t, []string{"1 companies are no accounts yet: their people come in without them"}, summary.Notes)
	require.Equal(t, []string{
		`Connections.csv,7,name,"is required, or firstName or lastName",,,,,,,02 Feb 2021`,
		`Connections.csv,7,person_b,there is nobody with this id,,,,,,,02 Feb 2021`,
		`Connections.csv,8,since,"""some day"" is not a date such as 2026-11-21",Cleo,Cox,https://www.linkedin.com/in/cleo,,New Works,CEO,some day`,
	}, rejects)
	require.Equal(t, []string{"Ann Alt ann@acme.example Head, Buying@Acme ", "Ben Bor ", "Cleo Cox "}, lines(t, peopleAndJobs))
	require.Equal(t, []string{"Ann Alt weak 2024-11-21", "Ben Bor weak 2020-01-01"}, lines(t, `
MATCH (:User {name: 'Olga Berg'})-[r:TIE_SOURCE {kind: 'asserted', source: 'linkedin'}]-(c:Contact) RETURN c.name + ' ' + r.level + ' ' + toString(r.saidOn) AS line ORDER BY line`))
	before := everything(t)
	again, _ := importing(t, s, dir, from("linkedin"), ofOlga, on(day.AddDays(3)))
	require.Equal(t, []ingest.Counts{{Kind: "contacts", Unchanged: 3, Rejected: 1}, {Kind: "ties", Unchanged: 2, Rejected: 2}}, again.Kinds)
	require.Equal(t, before, everything(t))

	// With companies: the one that is missing is made, once.
	for _, kinds := range [][]ingest.Counts{
		{{Kind: "accounts", Created: 1}, {Kind: "contacts", Changed: 1, Unchanged: 2, Rejected: 1}, {Kind: "ties", Unchanged: 2, Rejected: 2}},
		{{Kind: "contacts", Unchanged: 3, Rejected: 1}, {Kind: "ties", Unchanged: 2, Rejected: 2}},
	} {
		made, _ := importing(t, s, dir, from("linkedin"), ofOlga, unknownPeople)
		require.Equal(t, kinds, made.Kinds)
		require.Equal(t, "Cleo Cox CEO@New Works ", lines(t, peopleAndJobs)[2])
	}
}

func TestAddressBooks(t *testing.T) {
	for _, test := range []struct {
		file string
		want []string
	}{
		{googleNew, []string{"Ann Alt ann@acme.example a.alt@acme.example ann@gmail.com +49 30 1 Head@Acme Inc. ", "Ben Bor ben.bor@acme.example "}},
		{googleOld, []string{"Ann Alt ann@acme.example +49 30 1 Head@Acme Inc. "}},
		{outlookFile, outlookPeople}, {outlookGerman, outlookPeople}, {outlookFrench, outlookPeople},
	} {
		s := storetest.Empty(t)
		dir := folder(t, test.file)
		dry, _ := importing(t, s, dir, unknownPeople, func(o *options) { o.DryRun = true })
		summary, rejects := importing(t, s, dir, unknownPeople)
		require.Empty(t, rejects)
		require.Equal(t, dry.Kinds, summary.Kinds)
		require.Equal(t, test.want, lines(t, peopleAndJobs))
		require.Equal(t, []string{"acme.example"}, lines(t, `MATCH (:Account {name: 'Acme Inc.'})-[:HAS_DOMAIN]->(d:Domain) RETURN d.name`))
		before := everything(t)
		_, rejects = importing(t, s, dir, unknownPeople, on(day.AddDays(1)))
		require.Empty(t, rejects)
		require.Equal(t, before, everything(t))
	}
}

func TestSalesforce(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t, salesforceAccounts, salesforceLabels)
	summary, rejects := importing(t, s, dir, from("salesforce"))
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{created("accounts", 2), created("contacts", 2)}, summary.Kinds)
	require.Equal(t, []string{`sf-accounts.csv: of Salesforce accounts the columns "OwnerId" are left out`}, summary.Notes)
	require.Equal(t, []string{"Ann Alt ann@acme.example +49 30 1 CEO@Acme Inc. ", "Ben Bor ben@acme.example CFO@Acme Inc. "}, lines(t, peopleAndJobs))
	require.Equal(t, []string{"Acme Europe - - Acme Inc.", "Acme Inc. acme.example 1200 -"}, lines(t, `
MATCH (a:Account)
OPTIONAL MATCH (a)-[:HAS_DOMAIN]->(d:Domain)
OPTIONAL MATCH (a)-[:SUBSIDIARY_OF]->(p:Account)
RETURN a.name + ' ' + coalesce(d.name, '-') + ' ' + coalesce(toString(a.employees), '-') + ' ' + coalesce(p.name, '-') AS line ORDER BY line`))
	require.Equal(t, []string{"CFO CEO"}, lines(t, `MATCH (s:Position)-[:REPORTS_TO]->(m:Position) RETURN s.title + ' ' + m.title`))
	before := everything(t)
	_, rejects = importing(t, s, dir, from("salesforce"), on(day.AddDays(1)))
	require.Empty(t, rejects)
	require.Equal(t, before, everything(t))

	// The same people by the interface's names, which write the ids out.
	api := "api\n\"ID\",\"ACCOUNTID\",\"LASTNAME\",\"FIRSTNAME\",\"TITLE\",\"EMAIL\",\"PHONE\",\"REPORTSTOID\"\n" +
		"003A000001XyZaBIAV,001A000001AbCdEIAV,Alt,Ann,CEO,ann@acme.example,+49 30 1,\n"
	byNames, rejects := importing(t, s, folder(t, api), from("salesforce"))
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{{Kind: "contacts", Unchanged: 1}}, byNames.Kinds)
}

func TestHubSpot(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t, hubspotCompanies, hubspotContacts)
	summary, rejects := importing(t, s, dir, from("hubspot"))
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{created("accounts", 1), created("contacts", 2)}, summary.Kinds)
	require.Equal(t, []string{"Ann Alt ann@acme.example +49 30 1 CEO@Acme Inc. ", "Ben Bor ben@acme.example CFO@Acme Inc. "}, lines(t, peopleAndJobs))
	require.Equal(t, []string{"acme.example"}, lines(t, `MATCH (:Account {employees: 1200})-[:HAS_DOMAIN]->(d:Domain) RETURN d.name`))
}

func TestCards(t *testing.T) {
	s := storetest.Empty(t)
	cards := "BEGIN:VCARD\nVERSION:3.0\nUID:one\nFN:Ann Alt\nN:Alt;Ann;;Dr.;\nPHOTO;ENCODING=b:" + strings.Repeat("QUJD", 1_000_000) + "\n  QUJD\nEMAIL;TYPE=WORK:ann@acme.example\nitem1.ORG:Acme Inc.;Buying\nitem1.TITLE:Head\n" +
		"item2.ORG:Board of Trade\nitem2.TITLE:Member\nORG:University\\, North\nTITLE:Lecturer\nTEL;TYPE=\"work,voice\";VALUE=uri:tel:+49-30-1\nURL:https://www.linkedin.com/in/ann\nNOTE:first\\nsecond\nEND:VCARD\n" +
		"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=\r\n=FCrgen\r\nTEL;WORK;VOICE:+49 30 2\r\nEMAIL;PREF;INTERNET:j@acme.example\r\nEND:VCARD\r\n" +
		"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:All\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Cut"
	dir := file(t, "people.vcf", []byte(cards))
	out, rejects := importing(t, s, dir)
	require.Equal(t, []ingest.Counts{{Kind: "contacts", Created: 2, Rejected: 2}, {Kind: "positions"}}, out.Kinds)
	require.Equal(t, []string{",the file ends in the middle of it", `name,"is required, or firstName or lastName"`}, []string{reasons(rejects)[1], reasons(rejects)[0][:44]})
	require.Equal(t, []string{"people.vcf: 1 cards of groups and organisations left out", "3 companies are no accounts yet: their people come in without them"}, out.Notes)
	require.Equal(t, []string{"Ann Alt ann@acme.example +49-30-1 ", "Jürgen Müller j@acme.example +49 30 2 "}, lines(t, peopleAndJobs))
	made, _ := importing(t, s, dir, unknownPeople)
	require.Equal(t, []ingest.Counts{created("accounts", 3), {Kind: "contacts", Changed: 1, Unchanged: 1, Rejected: 2}, created("positions", 2)}, made.Kinds)
	require.Equal(t, "Ann Alt ann@acme.example +49-30-1 Head@Acme Inc. Lecturer@University, North Member@Board of Trade ", lines(t, peopleAndJobs)[0])
	require.Equal(t, []string{"first\nsecond https://www.linkedin.com/in/ann"}, lines(t, `MATCH (c:Contact {firstName: 'Ann'}) RETURN c.notes + ' ' + c.linkedinUrl`))
	before := everything(t)
	_, again := importing(t, s, dir, unknownPeople, on(day.AddDays(1)))
	require.Equal(t, rejects, again)
	require.Equal(t, before, everything(t))
}

func TestLayoutsAreKnownByTheirHeaders(t *testing.T) {
	for text, want := range map[string]string{
		linkedInFile: "contacts", googleNew: "contacts", googleOld: "contacts", outlookFile: "contacts", outlookGerman: "contacts", outlookFrench: "contacts", salesforceAccounts: "accounts", salesforceLabels: "contacts",
		hubspotCompanies: "accounts", hubspotContacts: "contacts",
		"a\nAccount ID,Account Name,Billing City":             "accounts",
		"a\nContact ID,First Name,Last Name,Account Name":     "contacts",
		"a\nId,AccountId,FirstName,LastName,ReportsToId":      "contacts",
		"contacts\nid,first_name,last_name,email,account_id":  "contacts",
		"accounts\nId,Name,Website,Industry,Phone":            "accounts",
		"contacts\nid,first_name,last_name,title,First Name,": "contacts",
	} {
		name, rest, _ := strings.Cut(text, "\n")
		f, err := ingest.Read(name+".csv", strings.NewReader(rest), ingest.DefaultLimits)
		require.NoError(t, err, name)
		require.Equal(t, want, f.Kind.Name, name)
	}
}
