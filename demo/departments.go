package demo

// department is one branch of a company: who leads it, what its groups work on, who does the work.
type department struct {
	name   string
	head   string   // of a large company; in a small one it is "Head of" the name
	areas  []string // that directors and managers lead
	staff  []string
	weight float64 // its share of the people
}

var managementBoard = department{name: "Management"}

// core departments, one for each kind of industry
var (
	production = department{"Production", "Chief Operating Officer",
		[]string{"Assembly", "Maintenance", "Plant Engineering", "Quality", "Planning", "Tooling"},
		[]string{"Process Engineer", "Maintenance Technician", "Production Planner", "Quality Inspector", "Shift Supervisor", "Automation Engineer"}, 5}
	transport = department{"Transport", "Chief Operating Officer",
		[]string{"Fleet", "Warehousing", "Dispatch", "Customs", "Route Planning"},
		[]string{"Dispatcher", "Warehouse Planner", "Fleet Coordinator", "Customs Specialist", "Route Analyst"}, 5}
	plants = department{"Plants and Grid", "Chief Operating Officer",
		[]string{"Generation", "Grid Control", "Metering", "Asset Management", "Renewables"},
		[]string{"Grid Engineer", "Plant Operator", "Asset Engineer", "Metering Specialist", "Protection Engineer"}, 5}
	banking = department{"Banking Operations", "Chief Risk Officer",
		[]string{"Credit Risk", "Payments", "Lending", "Compliance", "Private Clients"},
		[]string{"Credit Analyst", "Relationship Advisor", "Payments Specialist", "Risk Modeller", "Compliance Analyst"}, 5}
	care = department{"Care", "Medical Director",
		[]string{"Surgery", "Emergency Care", "Diagnostics", "Nursing", "Pharmacy"},
		[]string{"Senior Physician", "Ward Coordinator", "Laboratory Specialist", "Pharmacist", "Radiographer"}, 6}
	stores = department{"Stores", "Chief Operating Officer",
		[]string{"Northern Stores", "Southern Stores", "Online Shop", "Category Planning", "Supply"},
		[]string{"Store Lead", "Category Planner", "Merchandiser", "Supply Planner", "Online Editor"}, 5}
	engineering = department{"Engineering", "Chief Technology Officer",
		[]string{"Platform", "Applications", "Data", "Security", "Reliability"},
		[]string{"Software Engineer", "Data Engineer", "Test Engineer", "Product Designer", "Site Reliability Engineer"}, 6}
	advisory = department{"Advisory", "Senior Partner",
		[]string{"Strategy", "Operations Advisory", "Transactions", "Technology Advisory"},
		[]string{"Consultant", "Associate", "Business Analyst", "Project Lead"}, 7}
	faculties = department{"Faculties", "Vice Rector",
		[]string{"Engineering Faculty", "Economics Faculty", "Sciences Faculty", "Law Faculty"},
		[]string{"Professor", "Lecturer", "Research Fellow", "Laboratory Coordinator"}, 7}
)

// branches that every company has, the most common first: a small one has only the first few.
var branches = []*department{
	{"Finance", "Chief Financial Officer", []string{"Accounting", "Controlling", "Treasury", "Tax"},
		[]string{"Accountant", "Controller", "Financial Analyst", "Treasury Specialist", "Payroll Specialist"}, 2},
	{"Information Technology", "Chief Information Officer", []string{"Infrastructure", "Business Applications", "Information Security", "Service Desk", "Enterprise Architecture"},
		[]string{"System Administrator", "Application Specialist", "Security Analyst", "Support Engineer", "Solution Architect"}, 2.2},
	{"Sales", "Chief Sales Officer", []string{"Direct Sales", "Partner Sales", "Sales Operations", "Export"},
		[]string{"Sales Representative", "Sales Engineer", "Account Executive", "Order Specialist"}, 2.5},
	{"Human Resources", "Chief People Officer", []string{"Recruiting", "Training", "Compensation"},
		[]string{"Recruiter", "People Partner", "Training Specialist", "Compensation Analyst"}, 1},
	{"Procurement", "Chief Procurement Officer", []string{"Strategic Purchasing", "Indirect Purchasing", "Supplier Quality"},
		[]string{"Buyer", "Category Buyer", "Contract Specialist", "Supplier Analyst"}, 1.2},
	{"Marketing", "Chief Marketing Officer", []string{"Brand", "Campaigns", "Product Marketing"},
		[]string{"Marketing Specialist", "Content Editor", "Campaign Planner", "Market Analyst"}, 1},
	{"Legal", "General Counsel", []string{"Contracts", "Compliance", "Data Protection"},
		[]string{"Legal Counsel", "Contract Lawyer", "Compliance Officer", "Paralegal"}, .6},
	{"Research and Development", "Chief Technology Officer", []string{"Product Development", "Prototyping", "Testing"},
		[]string{"Development Engineer", "Research Scientist", "Test Engineer", "Designer"}, 1.8},
}
