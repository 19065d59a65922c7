package ingest

import (
	"net/url"
	"regexp"
	"strings"
	"time"
)

// layouts are those that are known; of two that have a header the first holds.
var layouts = []layout{
	{
		system: "LinkedIn connections", kind: "contacts", needs: []string{"First Name", "Last Name", "Connected On"}, known: "Connected On", company: []string{"Company"},
		columns: []exported{
			{column: "id", theirs: []string{"URL"}}, {column: "linkedin_url", theirs: []string{"URL"}},
			{column: "first_name", theirs: []string{"First Name"}}, {column: "last_name", theirs: []string{"Last Name"}},
			{column: "email", theirs: []string{"Email Address"}, as: mailAddress}, {column: "title", theirs: []string{"Position"}},
		},
	},
	{
		system: "Google contacts", kind: "contacts", needs: []string{"Given Name|First Name", "E-mail # - Value|Phone # - Value|Group Membership|Labels"},
		company: []string{"Organization Name", "Organization # - Name"},
		columns: []exported{
			{column: "first_name", theirs: []string{"First Name", "Given Name"}}, {column: "last_name", theirs: []string{"Last Name", "Family Name"}},
			{column: "email", theirs: []string{"E-mail # - Value"}, as: mailAddress}, {column: "phone", theirs: []string{"Phone # - Value"}},
			{column: "title", theirs: []string{"Organization Title", "Organization # - Title"}},
			{column: "department", theirs: []string{"Organization Department", "Organization # - Department"}},
			{column: "linkedin_url", theirs: []string{"Website # - Value"}, as: profile}, {column: "notes", theirs: []string{"Notes"}},
		},
	},
	{ // Its header is in the language of Windows: English, German and French are known.
		system: "Outlook contacts", kind: "contacts", company: []string{"Company", "Firma", "Société"},
		needs: []string{"First Name|Vorname|Prénom", "Last Name|Nachname|Nom", "E-mail Address|E-Mail-Adresse|Adresse de messagerie"},
		columns: []exported{ // Title and Titre are Mr. or Dr. here
			{column: "first_name", theirs: []string{"First Name", "Vorname", "Prénom"}}, {column: "last_name", theirs: []string{"Last Name", "Nachname", "Nom"}},
			{column: "email", theirs: []string{"E-mail Address", "E-mail # Address", "E-Mail-Adresse", "E-Mail #: Adresse", "Adresse de messagerie"}, as: mailAddress},
			{column: "phone", theirs: []string{
				"Primary Phone", "Business Phone", "Business Phone #", "Mobile Phone", "Other Phone",
				"Haupttelefon", "Telefon geschäftlich", "Telefon geschäftlich #", "Mobiltelefon", "Weiteres Telefon",
				"Téléphone principal", "Téléphone (bureau)", "Téléphone # (bureau)", "Tél. mobile", "Téléphone (autre)",
			}},
			{column: "title", theirs: []string{"Job Title", "Position", "Profession"}}, {column: "department", theirs: []string{"Department", "Abteilung", "Service"}},
			{column: "location", theirs: []string{"Office Location"}}, {column: "notes", theirs: []string{"Notes", "Notizen"}},
			{column: "linkedin_url", theirs: []string{"Web Page", "Personal Web Page", "Webseite", "Page Web"}, as: profile},
		},
	},
	{
		system: "Salesforce contacts", kind: "contacts", needs: []string{"Id|Contact ID", "LastName|Last Name", "AccountId|Account ID|Account Name|ReportsToId"},
		company: []string{"Account Name", "Account.Name"}, gone: []string{"IsDeleted", "Deleted"},
		columns: []exported{
			{column: "id", theirs: []string{"Contact ID", "Id"}, as: salesforceID}, {column: "account_id", theirs: []string{"AccountId", "Account ID"}, as: salesforceID},
			{column: "reports_to_id", theirs: []string{"ReportsToId", "Reports To ID", "Reports To: Contact ID"}, as: salesforceID},
			{column: "first_name", theirs: []string{"FirstName", "First Name"}}, {column: "last_name", theirs: []string{"LastName", "Last Name"}},
			{column: "email", theirs: []string{"Email"}, as: mailAddress},
			{column: "phone", theirs: []string{"Phone", "MobilePhone", "Mobile", "Mobile Phone", "OtherPhone", "Other Phone", "AssistantPhone"}},
			{column: "title", theirs: []string{"Title"}}, {column: "department", theirs: []string{"Department"}}, {column: "notes", theirs: []string{"Description", "Contact Description"}},
			{column: "location", theirs: []string{"MailingCity", "Mailing City"}},
		},
	},
	{
		system: "Salesforce accounts", kind: "accounts", gone: []string{"IsDeleted", "Deleted"},
		needs: []string{"Id|Account ID", "Name|Account Name", "ParentId|BillingCity|BillingCountry|NumberOfEmployees|AnnualRevenue|AccountNumber|OwnerId|Account ID"},
		columns: []exported{
			{column: "id", theirs: []string{"Account ID", "Id"}, as: salesforceID}, {column: "name", theirs: []string{"Account Name", "Name"}},
			{column: "parent_id", theirs: []string{"ParentId", "Parent Account ID"}, as: salesforceID},
			{column: "domain", theirs: []string{"Website"}, as: host}, {column: "website", theirs: []string{"Website"}, as: website},
			{column: "industry", theirs: []string{"Industry"}}, {column: "employees", theirs: []string{"NumberOfEmployees", "Employees"}, as: number},
			{column: "annual_revenue", theirs: []string{"AnnualRevenue", "Annual Revenue"}, as: number}, {column: "currency", theirs: []string{"CurrencyIsoCode", "Account Currency"}},
			{column: "phone", theirs: []string{"Phone"}}, {column: "street", theirs: []string{"BillingStreet", "Billing Street", "Billing Address Line 1"}},
			{column: "city", theirs: []string{"BillingCity", "Billing City"}}, {column: "region", theirs: []string{"BillingState", "Billing State", "Billing State/Province"}},
			{column: "postal_code", theirs: []string{"BillingPostalCode", "Billing Zip/Postal Code"}}, {column: "country", theirs: []string{"BillingCountry", "Billing Country"}},
		},
	},
	{
		system: "HubSpot contacts", kind: "contacts", needs: []string{"Record ID|Record ID - Contact|Contact ID", "First Name|Last Name|Email"},
		company: []string{"Associated Company", "Company Name"},
		columns: []exported{
			{column: "id", theirs: []string{"Record ID - Contact", "Record ID", "Contact ID"}},
			{column: "account_id", theirs: []string{"Associated Company IDs (Primary)", "Primary Associated Company ID", "Associated Company ID", "Associated Company IDs"}, as: firstID},
			{column: "first_name", theirs: []string{"First Name"}}, {column: "last_name", theirs: []string{"Last Name"}},
			{column: "email", theirs: []string{"Email", "Work email", "Additional email addresses"}, as: mailAddress}, {column: "phone", theirs: []string{"Phone Number", "Mobile Phone Number"}},
			{column: "title", theirs: []string{"Job Title"}}, {column: "linkedin_url", theirs: []string{"LinkedIn URL", "LinkedIn Bio"}, as: profile}, {column: "location", theirs: []string{"City"}},
		},
	},
	{
		system: "HubSpot companies", kind: "accounts", needs: []string{"Record ID|Record ID - Company|Company ID", "Company name|Name", "Company Domain Name|Company owner|Number of Employees|Industry|Create Date"},
		columns: []exported{
			{column: "id", theirs: []string{"Record ID - Company", "Record ID", "Company ID"}}, {column: "name", theirs: []string{"Company name", "Name"}},
			{column: "parent_id", theirs: []string{"Parent Company ID", "Associated Parent Company IDs"}, as: firstID},
			{column: "domain", theirs: []string{"Company Domain Name", "Additional domains", "Website URL"}, as: host}, {column: "website", theirs: []string{"Website URL"}, as: website},
			{column: "industry", theirs: []string{"Industry"}}, {column: "employees", theirs: []string{"Number of Employees"}, as: number},
			{column: "annual_revenue", theirs: []string{"Annual Revenue"}, as: number}, {column: "phone", theirs: []string{"Phone Number"}},
			{column: "street", theirs: []string{"Street Address"}}, {column: "city", theirs: []string{"City"}}, {column: "region", theirs: []string{"State/Region"}},
			{column: "postal_code", theirs: []string{"Postal Code"}}, {column: "country", theirs: []string{"Country/Region", "Country"}},
		},
	},
}

// mailAddress leaves out what other kinds of addresses stand where one by e-mail should; one that is only misspelt stays, to be rejected.
func mailAddress(text string) string {
	if !strings.Contains(text, "@") {
		return ""
	}
	return text
}

// firstID is the first of ids with semicolons between them.
func firstID(text string) string {
	first, _, _ := strings.Cut(text, ";")
	return strings.TrimSpace(first)
}

// number is one as computers write it: 1,234,567 and $1,234 too.
func number(text string) string {
	plain := strings.NewReplacer(",", "", " ", "", "$", "", "€", "", "£", "").Replace(text)
	if strings.Trim(plain, "0123456789.-") == "" {
		return plain
	}
	return text
}

// website is an address of the web with its scheme.
func website(text string) string {
	if strings.Contains(text, "://") {
		return text
	}
	return "https://" + text
}

func profile(text string) string { return linkedIn([]string{text}) }

var hostName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*\.[a-z][a-z0-9-]*$`)

// host is the domain of a website, "" where it has none of its own.
func host(text string) string {
	at, err := url.Parse(website(strings.ToLower(strings.TrimSpace(text))))
	if err != nil {
		return ""
	}
	name := strings.TrimPrefix(at.Hostname(), "www.")
	if !hostName.MatchString(name) || isFreeMail(name) || shared[name] {
		return ""
	}
	return name
}

// shared are sites on which companies have pages.
var shared = map[string]bool{"facebook.com": true, "linkedin.com": true, "instagram.com": true, "twitter.com": true, "x.com": true, "youtube.com": true, "sites.google.com": true}

// linkedInDay is a date as LinkedIn writes it, in our form.
func linkedInDay(text string) string {
	for _, layout := range []string{"2 Jan 2006", "Jan 2, 2006", "1/2/06, 3:04 PM", "1/2/2006"} {
		if at, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return FormatDate(at)
		}
	}
	return text
}

// salesforceID is an id as Salesforce's interfaces write it: reports leave out the last three characters, which say which of the others are
// capital letters.
func salesforceID(id string) string {
	if len(id) != 15 {
		return id
	}
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
	for part := range 3 {
		capitals := 0
		for i, c := range []byte(id[5*part : 5*part+5]) {
			if 'A' <= c && c <= 'Z' {
				capitals |= 1 << i
			}
		}
		id += digits[capitals : capitals+1]
	}
	return id
}
