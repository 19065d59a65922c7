#!/bin/sh
# Records the examples of the API document again, as {operation id}.json: real answers of a running Kith that holds the
# sample company of `make run` and nothing else. Needs curl, jq, and in TOKEN a token that reads. Then run `make docs`.
#   docs/examples/record.sh [http://127.0.0.1:8080]
set -eu
cd "$(dirname "$0")"
api=${1:-http://127.0.0.1:8080}/api/v1

# Records of the sample have these ids in every Kith.
account=acc_01j0hdfd9aem8rxetbvzez9jce     # Fenwesta Industries
small_account=acc_01gv3d47tzegx9zjj07fga3142 # Nervellow Foods, 12 seats
contact=con_01er83sxt5e51s4jbvxtg16mre     # Torbjörn Hallström, its chief operating officer
planner=con_01j0ftmxtzetdbmvqcggajweh0     # Fredrik Granlund, who reports to him
opportunity=opp_01m1fay1sgf1rsr410twyjnfs6 # Flow Meter: Framework agreement 2026
position=pos_01j0hbn0f4ezj9t1pr8gxnt5rc    # Manager, Assembly
user=usr_01ht98k243fjwv4jdz3b32x5hs        # Sigrid Ahlgren
unit=unt_01bzhbhe84fs4sq3sc8gtxeyjh        # Central Europe
product=prd_01bzgh9vwnftq880cxkbbtqr7d     # Administrator Training

record() { # operation id, path and query, and what is sent, if anything
	curl -fsS --globoff -H "Authorization: Bearer ${TOKEN:?make one with kith token add}" ${3:+-H "Content-Type: application/json" -d "$3"} "$api$2" |
		jq . >"$1.json.new"
	mv "$1.json.new" "$1.json"
}

# The questions.
record orgChart "/accounts/$account/org-chart?root=$position&opportunityId=$opportunity"
record chainOfCommand "/contacts/$planner/chain-of-command?opportunityId=$opportunity"
record accountRelationGraph "/accounts/$small_account/relation-graph?kinds=subsidiaryOf,relatedTo,worksAt&limit=4"
record contactRelationGraph "/contacts/$contact/relation-graph?kinds=knows,involvedIn"
record userRelationGraph "/users/$user/relation-graph?minStrength=0.6&kinds=knows&limit=5"
record companies "/contacts/$contact/companies"
record formerColleagues "/contacts/$contact/former-colleagues?knownToUs=true&limit=3"
record advocates "/accounts/$small_account/advocates"
record resilience "/accounts/$small_account/resilience"
record bridges "/accounts/$small_account/bridges?limit=3"
record computedInfluence "/accounts/$account/influence?opportunityId=$opportunity"
record involvements "/contacts/$contact/involvements"
record buyingCenter "/opportunities/$opportunity/buying-center"
record buyingCenters "/accounts/$account/buying-centers"
record advocatePaths "/contacts/$contact/advocate-paths"
record advocatePathsBatch "/advocate-paths:batch" '{"targets": ["'$contact'", "'$planner'"]}'
record introducers "/opportunities/$opportunity/introducers"
record paths "/paths?from=$user&to=$contact&by=hops"
record accountSummary "/accounts/$account/summary"
record brief "/contacts/$planner/brief?opportunityId=$opportunity"
record briefs "/briefs" '{"emails":["torbjoern.hallstroem@fenwesta.example","nobody@fenwesta.example"]}'
record portfolio "/portfolio?unitId=$unit&limit=2&compareTo=2026-01-01"
record accountDifferences "/accounts/$small_account/differences?from=2025-01-01&to=2026-01-01"
record opportunityDifferences "/opportunities/$opportunity/differences?from=2026-01-01"
record byExternalId "/by-external-id/demo/a051"
record readPlacement "/opportunities/$opportunity/buying-center/placement"
record search "/search?q=hallstr&limit=3"

# What two people are to one another, and when they met.
record contactTies "/contacts/$contact/ties"
record userTies "/users/$user/ties?limit=2"
record accountInteractions "/accounts/$account/interactions?limit=1"
record contactInteractions "/contacts/$planner/interactions?limit=1"

# What other systems follow.
record changes "/changes?kinds=account&limit=2"

# A record of each kind, by both its ids, and the beginning of each list.
records() { # plural in paths, singular and plural in operation ids, id, external id
	record "list$3" "/$1?limit=2"
	record "read$2" "/$1/$4"
	record "read${2}ByExternalId" "/$1/by-external-id/demo/$5"
}
records accounts Account Accounts $account a051
records contacts Contact Contacts $contact c01716
records users User Users $user u58
records units Unit Units $unit n5
records opportunities Opportunity Opportunities $opportunity o0223
records products Product Products $product pr20
records positions Position Positions $position p03853
record listRelationTypes "/relation-types?limit=2"
relation_type=$(jq -r '.items[0].id' listRelationTypes.json) # the sample does not name it
record readRelationType "/relation-types/$relation_type"
