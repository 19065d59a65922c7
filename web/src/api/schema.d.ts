// Written by scripts/types.mjs from docs/openapi.json. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        "access.FieldRight": "none" | "read" | "write";
        "access.Level": "none" | "own" | "unit" | "unitTree" | "all";
        "access.Permission": "import" | "export" | "administer" | "audit";
        "access.Reach": {
            delete: "none" | "own" | "unit" | "unitTree" | "all";
            read: "none" | "own" | "unit" | "unitTree" | "all";
            write: "none" | "own" | "unit" | "unitTree" | "all";
        };
        "access.Rights": {
            connections: components["schemas"]["access.Level"];
            fields: {
                [key: string]: {
                    [key: string]: components["schemas"]["access.FieldRight"];
                };
            };
            kinds: {
                [key: string]: components["schemas"]["access.Reach"];
            };
            permissions: components["schemas"]["access.Permission"][];
        };
        "access.Scope": "read" | "write" | "import" | "admin" | "actAs";
        "graph.Account": {
            address: components["schemas"]["graph.Address"];
            annualRevenue: number | null;
            class: string | null;
            createdAt: string;
            currency: string | null;
            custom: components["schemas"]["graph.Custom"];
            domains: string[];
            employees: number | null;
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string;
            industry: string | null;
            legalName: string | null;
            name: string | null;
            ownerId: string | null;
            phone: string | null;
            updatedAt: string;
            version: number;
            website: string | null;
        };
        "graph.AccountDifferences": {
            account: components["schemas"]["graph.Named"];
            from: string;
            items: components["schemas"]["graph.Difference"][];
            to: string;
        };
        "graph.AccountFields": {
            address?: components["schemas"]["graph.Address"];
            annualRevenue?: number | null;
            class?: string | null;
            currency?: string | null;
            custom?: components["schemas"]["graph.Custom"];
            domains?: string[];
            employees?: number | null;
            externalIds?: components["schemas"]["graph.ExternalID"][];
            industry?: string | null;
            legalName?: string | null;
            name?: string | null;
            ownerId?: string | null;
            phone?: string | null;
            website?: string | null;
        };
        "graph.AccountSummary": {
            account: components["schemas"]["graph.Named"];
            alerts: components["schemas"]["graph.Alert"][];
            class: string | null;
            keyPlayers: components["schemas"]["graph.KnownOfAll"];
            lastContact: string | null;
            owner: components["schemas"]["graph.Named"] | null;
            team: components["schemas"]["graph.TeamUser"][];
            vacancies: number;
            valueOpen: components["schemas"]["graph.Amount"][];
            valueWon: components["schemas"]["graph.Amount"][];
            worstDeal: components["schemas"]["graph.WorstDeal"] | null;
        };
        "graph.Address": {
            city: string | null;
            country: string | null;
            postalCode: string | null;
            region: string | null;
            street: string | null;
        };
        "graph.Advocate": {
            canReach: components["schemas"]["graph.Reach"][];
            factors: components["schemas"]["graph.Factor"][];
            person: components["schemas"]["graph.Person"];
            score: number;
        };
        "graph.AdvocatePaths": {
            from: string;
            maxHops: number;
            nearest: components["schemas"]["graph.Nearest"][];
            paths: components["schemas"]["graph.Path"][];
            target: components["schemas"]["graph.Person"];
        };
        "graph.Advocates": {
            items: components["schemas"]["graph.Advocate"][];
        };
        "graph.Alert": {
            code: "departedKeyPlayer" | "missingDecisionMaker" | "singleThread" | "noContact" | "vacantManager";
            contactIds: string[];
            opportunityId: string | null;
            positionId: string | null;
            text: string;
        };
        "graph.Amount": {
            currency: string | null;
            value: number;
        };
        "graph.AuditActor": {
            id: string;
            name: string | null;
        };
        "graph.AuditItem": {
            action: string;
            actor: components["schemas"]["graph.AuditActor"];
            at: string;
            changes: components["schemas"]["graph.FieldChange"][];
            id: string;
            kind: string;
            recordId: string;
            relations: components["schemas"]["graph.RelationReported"][];
            request: string | null;
            sentence: string;
            tokenId: string | null;
            undoes: string | null;
        };
        "graph.AuditPage": {
            items: components["schemas"]["graph.AuditItem"][];
            nextCursor: string;
        };
        "graph.Binned": {
            along: number;
            deletedAt: string;
            deletedBy: components["schemas"]["graph.AuditActor"];
            id: string;
            kind: "account" | "contact" | "user" | "unit" | "opportunity" | "product" | "position" | "relationType";
            name: string | null;
            until: string;
        };
        "graph.BinPage": {
            items: components["schemas"]["graph.Binned"][];
            nextCursor: string;
        };
        "graph.Bridge": {
            from: components["schemas"]["graph.Named"];
            kind: "alumni" | "board" | "sister";
            person: components["schemas"]["graph.Person"];
            since: string | null;
            strength: number | null;
            text: string;
            through: components["schemas"]["graph.Person"] | null;
            to: components["schemas"]["graph.Named"];
            until: string | null;
            wonValue: components["schemas"]["graph.Amount"][];
        };
        "graph.Bridges": {
            account: components["schemas"]["graph.Named"];
            asOf: string;
            items: components["schemas"]["graph.Bridge"][];
        };
        "graph.Brief": {
            asOf: string;
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            chain: components["schemas"]["graph.BriefSeat"][];
            companies: components["schemas"]["graph.Company"][];
            directReports: number;
            emails: string[];
            formerColleagueCount: number;
            formerColleagues: components["schemas"]["graph.FormerColleague"][];
            inDeal: components["schemas"]["graph.InvolvementItem"] | null;
            involvements: components["schemas"]["graph.InvolvementItem"][];
            knownBy: components["schemas"]["graph.BriefTie"][];
            lastContact: string | null;
            linkedinUrl: string | null;
            location: string | null;
            nearest: components["schemas"]["graph.Nearest"][];
            notes: string | null;
            person: components["schemas"]["graph.Person"];
            phones: string[];
            reports: components["schemas"]["graph.BriefSeat"][];
            seat: components["schemas"]["graph.BriefOwnSeat"] | null;
            unknown: components["schemas"]["graph.Gap"][];
            wayIn: components["schemas"]["graph.Path"] | null;
        };
        "graph.BriefOf": {
            contact: components["schemas"]["graph.Brief"] | null;
            email: string;
            user: components["schemas"]["graph.Named"] | null;
        };
        "graph.BriefOwnSeat": {
            account: components["schemas"]["graph.Named"];
            department: string | null;
            location: string | null;
            positionId: string;
            since: string | null;
            title: string | null;
        };
        "graph.Briefs": {
            asOf: string;
            items: components["schemas"]["graph.BriefOf"][];
        };
        "graph.BriefSeat": {
            holders: components["schemas"]["graph.Person"][];
            positionId: string;
            title: string | null;
            vacant: boolean;
        };
        "graph.BriefTie": {
            band: "weak" | "familiar" | "strong";
            lastContact: string | null;
            lastContactQuarter: string | null;
            private: boolean;
            since: string | null;
            strength: number | null;
            user: components["schemas"]["graph.Named"];
        };
        "graph.BuyingCenter": {
            asOf: string;
            edges: components["schemas"]["graph.Edge"][];
            health: components["schemas"]["graph.Health"];
            members: components["schemas"]["graph.BuyingCenterMember"][];
            opportunity: components["schemas"]["graph.Deal"];
        };
        "graph.BuyingCenterMember": {
            accountId: string | null;
            accountName: string | null;
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            contactId: string;
            coverage: "none" | "brief" | "multiple" | "inDepth" | null;
            decisionOrientation: "financial" | "technical" | "relationship" | "business" | null;
            external: boolean;
            influence: number | null;
            name: string;
            note: string | null;
            politicalStatus: "outside" | "politicalStructure" | "innerCircle" | null;
            roles: string[];
            tie: components["schemas"]["graph.OurTie"] | null;
            title: string | null;
        };
        "graph.BuyingCenters": {
            opportunities: components["schemas"]["graph.Deal"][];
            people: components["schemas"]["graph.Player"][];
        };
        "graph.ChainOfCommand": {
            gaps: string[];
            reaches: boolean;
            steps: components["schemas"]["graph.Step"][];
        };
        "graph.ChangeFeed": {
            items: components["schemas"]["graph.ChangeItem"][];
            nextCursor: string;
        };
        "graph.ChangeItem": {
            action: "created" | "changed" | "deleted" | "merged";
            at: string;
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string | null;
            kind: "account" | "contact" | "user" | "unit" | "role" | "opportunity" | "product" | "position" | "relationType" | "relation" | "influence" | "tie";
            people: string[];
        };
        "graph.Companies": {
            contact: components["schemas"]["graph.Person"];
            items: components["schemas"]["graph.Company"][];
        };
        "graph.Company": {
            account: components["schemas"]["graph.Named"];
            ties: components["schemas"]["graph.CompanyTie"][];
        };
        "graph.CompanyTie": {
            current: boolean;
            kind: "position" | "relation" | "involvement";
            label: string | null;
            since: string | null;
            until: string | null;
        };
        "graph.ComputedInfluence": {
            account: components["schemas"]["graph.Named"];
            asOf: string;
            opportunity: components["schemas"]["graph.Named"] | null;
            people: components["schemas"]["graph.InfluentialPerson"][];
        };
        "graph.Contact": {
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            attitudeOn: string | null;
            createdAt: string;
            custom: components["schemas"]["graph.Custom"];
            emails: string[];
            externalIds: components["schemas"]["graph.ExternalID"][];
            firstName: string | null;
            id: string;
            lastName: string | null;
            linkedinUrl: string | null;
            location: string | null;
            name: string | null;
            notes: string | null;
            ownerId: string | null;
            phones: string[];
            updatedAt: string;
            version: number;
        };
        "graph.ContactPrivacy": {
            private: boolean;
        };
        "graph.ContactWrite": {
            attitude?: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            attitudeOn?: string | null;
            custom?: components["schemas"]["graph.Custom"];
            emails?: string[];
            employment?: components["schemas"]["graph.Employment"] | null;
            externalIds?: components["schemas"]["graph.ExternalID"][];
            firstName?: string | null;
            lastName?: string | null;
            linkedinUrl?: string | null;
            location?: string | null;
            name?: string | null;
            notes?: string | null;
            ownerId?: string | null;
            phones?: string[];
        };
        "graph.CriticalInDeal": {
            cutsOff: components["schemas"]["graph.Person"][];
            person: components["schemas"]["graph.Person"];
            text: string;
        };
        "graph.CriticalPerson": {
            cutsOff: components["schemas"]["graph.Person"][];
            opportunityIds: string[];
            person: components["schemas"]["graph.Person"];
            text: string;
            value: components["schemas"]["graph.Amount"][];
        };
        "graph.Custom": {
            [key: string]: unknown;
        };
        "graph.Deal": {
            accountId: string | null;
            currency: string | null;
            id: string;
            name: string;
            status: "open" | "won" | "lost";
            value: number | null;
        };
        "graph.DealResilience": {
            critical: components["schemas"]["graph.CriticalInDeal"][];
            keyPlayers: components["schemas"]["graph.ReachedPlayer"][];
            opportunity: components["schemas"]["graph.Deal"];
            singleThreaded: boolean;
        };
        "graph.Departing": {
            accountId?: string | null;
            on?: string | null;
            successorId?: string | null;
            to?: components["schemas"]["graph.DepartingTo"] | null;
        };
        "graph.DepartingTo": {
            accountId?: string | null;
            title?: string | null;
        };
        "graph.Departure": {
            contact: components["schemas"]["graph.Person"];
            deals: components["schemas"]["graph.DepartureDeal"][];
            on: string;
            position: components["schemas"]["graph.PositionNamed"] | null;
            reports: components["schemas"]["graph.PositionNamed"][];
            successor: components["schemas"]["graph.Person"] | null;
            ties: components["schemas"]["graph.DepartureTie"][];
            vacated: components["schemas"]["graph.PositionNamed"][];
        };
        "graph.DepartureDeal": {
            accountId: string | null;
            attitude: string | null;
            name: string | null;
            opportunityId: string;
            roles: string[];
        };
        "graph.DepartureTie": {
            id: string;
            strength: number | null;
            userId: string;
            userName: string;
        };
        "graph.Difference": {
            after: unknown;
            before: unknown;
            field: string | null;
            kind: "arrival" | "departure" | "move" | "manager" | "seatOpened" | "seatClosed" | "newDeal" | "joined" | "left" | "attitude" | "roles" | "influence" | "politicalStatus" | "tie" | "tieEnded" | "health" | "field";
            on: string | null;
            opportunity: components["schemas"]["graph.Named"] | null;
            people: components["schemas"]["graph.Person"][];
            position: components["schemas"]["graph.SeatNamed"] | null;
            source: "graph" | "audit";
            text: string;
        };
        "graph.DottedChange": {
            since?: string;
            until?: string | null;
        };
        "graph.Edge": {
            confidence: number | null;
            effect: "positive" | "negative" | "conflict" | null;
            from: string;
            id: string;
            kind: "knows" | "worksAt" | "reportsTo" | "influences" | "relatedTo" | "subsidiaryOf" | "involvedIn";
            label: string | null;
            line: "solid" | "dotted" | null;
            opportunityId: string | null;
            since: string | null;
            source: string;
            status: "fact" | "asserted" | "inferred";
            strength: number | null;
            to: string;
            until: string | null;
            weight: number | null;
        };
        "graph.Employment": {
            accountId?: string | null;
            assistant?: boolean;
            department?: string;
            reportsTo?: string;
            since?: string;
            title?: string;
            until?: string;
        };
        "graph.Erasure": {
            id: string;
            identifiers: number;
            sharedEmails: string[];
        };
        "graph.Everything": {
            at: string;
            contact: components["schemas"]["graph.Contact"];
            history: components["schemas"]["graph.AuditItem"][];
            interactions: components["schemas"]["graph.HeldInteraction"][];
            introductionRequests: components["schemas"]["graph.HeldIntroduction"][];
            merged: components["schemas"]["graph.HeldRecord"][];
            private: boolean;
            relations: components["schemas"]["graph.HeldRelation"][];
            sources: string[];
        };
        "graph.Evidence": {
            count: number | null;
            kind: "email" | "call" | "video" | "meeting" | "message" | "asserted" | "measured" | "employment" | "reportingLine" | "relation";
            last: string | null;
            share: number;
        };
        "graph.ExternalID": {
            id: string;
            source: string;
        };
        "graph.Factor": {
            kind: "attitude" | "tie" | "seniority" | "influence" | "wonDeals";
            share: number;
            text: string;
            value: number;
        };
        "graph.FieldChange": {
            after: unknown;
            before: unknown;
            field: string;
        };
        "graph.FormerColleague": {
            now: components["schemas"]["graph.WorksAt"][];
            overlaps: components["schemas"]["graph.Overlap"][];
            person: components["schemas"]["graph.Person"];
            ties: components["schemas"]["graph.OurTie"][];
        };
        "graph.FormerColleagues": {
            asOf: string;
            contact: components["schemas"]["graph.Person"];
            items: components["schemas"]["graph.FormerColleague"][];
            nextCursor: string;
        };
        "graph.Found": {
            items: components["schemas"]["graph.FoundRecord"][];
        };
        "graph.FoundRecord": {
            accountId: string | null;
            accountName: string | null;
            email: string | null;
            id: string;
            kind: "contact" | "user" | "account" | "opportunity";
            name: string;
            title: string | null;
        };
        "graph.Gap": {
            code: "noEmail" | "noPhone" | "noPosition" | "noTitle" | "notPlaced" | "noManager" | "noRole" | "unknownAttitude" | "unknownInfluence" | "nobodyKnows" | "noContact";
            text: string;
        };
        "graph.Health": {
            missingRoles: string[];
            rating: "red" | "amber" | "green";
            reasons: components["schemas"]["graph.Reason"][];
        };
        "graph.HeldInteraction": {
            as: "from" | "to" | "cc" | "organizer" | "attendee";
            at: string;
            externalId: string | null;
            id: string;
            kind: "email" | "call" | "video" | "meeting" | "message";
            outside: number | null;
            people: number | null;
            source: string | null;
            users: string[];
        };
        "graph.HeldIntroduction": {
            createdAt: string;
            due: string | null;
            id: string;
            message: string | null;
            state: "asked" | "accepted" | "declined" | "done";
            updatedAt: string;
        };
        "graph.HeldRecord": {
            emails: string[];
            id: string;
            properties: {
                [key: string]: unknown;
            };
        };
        "graph.HeldRelation": {
            account: components["schemas"]["graph.Named"] | null;
            from: boolean;
            id: string;
            other: components["schemas"]["graph.Named"] | null;
            properties: {
                [key: string]: unknown;
            };
            type: "HOLDS" | "INVOLVED_IN" | "KNOWS" | "TIE_SOURCE" | "INFLUENCES" | "RELATED_TO" | "OWNED_BY";
            word: string | null;
        };
        "graph.Holder": {
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            attitudeFrom: "opportunity" | "general" | null;
            deals: number;
            email: string | null;
            id: string;
            influence: number | null;
            name: string;
            phone: string | null;
            primary: boolean;
            roles: string[];
            since: string | null;
        };
        "graph.HolderChange": {
            contactId?: string | null;
            primary?: boolean | null;
            since?: string;
        };
        "graph.Holding": {
            contactId: string;
            id: string;
            positionId: string;
            primary: boolean;
            since: string | null;
            until: string | null;
            updatedAt: string | null;
        };
        "graph.Hop": {
            band: "strong" | "familiar" | "weak";
            evidence: components["schemas"]["graph.Evidence"][];
            from: string;
            reason: string;
            status: "fact" | "asserted" | "inferred";
            strength: number | null;
            to: string;
        };
        "graph.Influence": {
            effect: string | null;
            from: string;
            id: string;
            opportunityId: string | null;
            since: string | null;
            to: string;
            until: string | null;
            updatedAt: string | null;
            weight: number | null;
        };
        "graph.InfluenceChange": {
            effect?: "positive" | "negative" | "conflict" | null;
            from?: string | null;
            opportunityId?: string | null;
            since?: string;
            to?: string | null;
            until?: string | null;
            weight?: number | null;
        };
        "graph.InfluentialPerson": {
            asserted: number | null;
            brokerage: number;
            influencedBy: number;
            influences: number;
            pageRank: number;
            person: components["schemas"]["graph.Person"];
            rank: number;
            status: "inferred";
            text: string;
        };
        "graph.Interaction": {
            at: string;
            externalId: string | null;
            id: string;
            kind: "email" | "call" | "video" | "meeting" | "message";
            outside: number | null;
            participants: components["schemas"]["graph.Participant"][];
            people: number | null;
            source: string | null;
        };
        "graph.InteractionChange": {
            at?: string | null;
            attendees?: string[];
            cc?: string[];
            externalId?: string;
            from?: string | null;
            kind?: "email" | "call" | "video" | "meeting" | "message";
            organizer?: string | null;
            source?: string;
            to?: string[];
        };
        "graph.InteractionCount": {
            count: number;
            kind: "email" | "call" | "video" | "meeting" | "message";
            received: number;
            sent: number;
        };
        "graph.InteractionPage": {
            items: components["schemas"]["graph.Interaction"][];
            nextCursor: string;
        };
        "graph.Introducer": {
            member: components["schemas"]["graph.Person"];
            path: components["schemas"]["graph.Path"] | null;
        };
        "graph.Introducers": {
            items: components["schemas"]["graph.Introducer"][];
            opportunity: components["schemas"]["graph.Named"];
        };
        "graph.IntroductionChange": {
            due?: string | null;
            hop?: string | null;
            introducerId?: string | null;
            message?: string | null;
            opportunityId?: string | null;
            targetId?: string | null;
        };
        "graph.IntroductionPage": {
            items: components["schemas"]["graph.IntroductionRequest"][];
            nextCursor: string;
        };
        "graph.IntroductionRequest": {
            askedBy: components["schemas"]["graph.Person"] | null;
            createdAt: string;
            due: string | null;
            id: string;
            introducer: components["schemas"]["graph.Person"] | null;
            message: string | null;
            opportunityId: string | null;
            state: "asked" | "accepted" | "declined" | "done";
            target: components["schemas"]["graph.Person"] | null;
            updatedAt: string;
        };
        "graph.Involvement": {
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            influence: number | null;
            opportunityId: string;
            roles: string[];
            status: "open" | "won" | "lost";
        };
        "graph.InvolvementItem": {
            account: components["schemas"]["graph.Named"] | null;
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            external: boolean;
            influence: number | null;
            opportunity: components["schemas"]["graph.Named"];
            roles: string[];
            since: string | null;
            status: "open" | "won" | "lost";
            until: string | null;
        };
        "graph.Involvements": {
            contact: components["schemas"]["graph.Person"];
            items: components["schemas"]["graph.InvolvementItem"][];
        };
        "graph.KnownOfAll": {
            all: number;
            known: number;
        };
        "graph.LineItem": {
            discount: number | null;
            id: string;
            opportunityId: string;
            productId: string;
            quantity: number | null;
            total: number | null;
            unitPrice: number | null;
            updatedAt: string;
        };
        "graph.LineItemChange": {
            discount?: number | null;
            opportunityId?: string | null;
            productId?: string | null;
            quantity?: number | null;
            unitPrice?: number | null;
        };
        "graph.LineItemState": {
            discount?: number | null;
            quantity?: number | null;
            unitPrice?: number | null;
        };
        "graph.Linked": {
            items: components["schemas"]["graph.LinkedRecord"][];
        };
        "graph.LinkedRecord": {
            id: string;
            kind: "account" | "contact" | "user" | "position" | "opportunity" | "product" | "unit" | "relationType";
            name: string;
        };
        "graph.LinkSignIn": {
            code?: string;
            email?: string;
            name?: string;
            password?: string;
        };
        "graph.Mailbox": {
            agreed: boolean;
            ground: string | null;
            stopped: boolean;
            without: components["schemas"]["graph.MailboxWithout"];
        };
        "graph.MailboxChange": {
            agreed?: boolean | null;
            without?: components["schemas"]["graph.MailboxWithout"];
        };
        "graph.MailboxWithout": {
            addresses: string[];
            domains: string[];
            folders: string[];
        };
        "graph.ManagerChange": {
            managerId?: string | null;
            since?: string;
        };
        "graph.Me": {
            rights: components["schemas"]["access.Rights"] | null;
            role: components["schemas"]["graph.Named"] | null;
            scopes: components["schemas"]["access.Scope"][];
            sessionId: string | null;
            tokenId: string | null;
            units: components["schemas"]["graph.Named"][];
            user: components["schemas"]["graph.MeUser"] | null;
        };
        "graph.Member": {
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            contactId: string;
            coverage: "none" | "brief" | "multiple" | "inDepth" | null;
            decisionOrientation: "financial" | "technical" | "relationship" | "business" | null;
            id: string;
            influence: number | null;
            note: string | null;
            opportunityId: string;
            politicalStatus: "outside" | "politicalStructure" | "innerCircle" | null;
            roles: ("initiator" | "user" | "influencer" | "evaluator" | "technicalBuyer" | "economicBuyer" | "decisionMaker" | "approver" | "champion" | "coach" | "executiveSponsor" | "gatekeeper" | "legalAndCompliance" | "blocker" | "other")[];
            since: string | null;
            until: string | null;
            updatedAt: string | null;
        };
        "graph.MemberChange": {
            attitude?: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            coverage?: "none" | "brief" | "multiple" | "inDepth" | null;
            decisionOrientation?: "financial" | "technical" | "relationship" | "business" | null;
            influence?: number | null;
            note?: string | null;
            politicalStatus?: "outside" | "politicalStructure" | "innerCircle" | null;
            roles?: ("initiator" | "user" | "influencer" | "evaluator" | "technicalBuyer" | "economicBuyer" | "decisionMaker" | "approver" | "champion" | "coach" | "executiveSponsor" | "gatekeeper" | "legalAndCompliance" | "blocker" | "other")[];
            since?: string;
            until?: string | null;
        };
        "graph.MemberItem": {
            attitude?: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            contactId?: string | null;
            coverage?: "none" | "brief" | "multiple" | "inDepth" | null;
            decisionOrientation?: "financial" | "technical" | "relationship" | "business" | null;
            influence?: number | null;
            note?: string | null;
            opportunityId?: string | null;
            politicalStatus?: "outside" | "politicalStructure" | "innerCircle" | null;
            roles?: ("initiator" | "user" | "influencer" | "evaluator" | "technicalBuyer" | "economicBuyer" | "decisionMaker" | "approver" | "champion" | "coach" | "executiveSponsor" | "gatekeeper" | "legalAndCompliance" | "blocker" | "other")[];
            since?: string;
            until?: string | null;
        };
        "graph.Merging": {
            from?: string | null;
        };
        "graph.MeUser": {
            email: string;
            id: string;
            name: string;
        };
        "graph.Named": {
            id: string;
            name: string;
        };
        "graph.Nearest": {
            person: components["schemas"]["graph.Person"];
            why: string;
        };
        "graph.NewToken": {
            createdAt: string;
            createdBy: string;
            expiresAt: string | null;
            id: string;
            lastUsedAt: string | null;
            name: string;
            roleId: string | null;
            scopes: components["schemas"]["access.Scope"][];
            token: string;
            unitId: string | null;
            userId: string | null;
        };
        "graph.NextAction": {
            code: "replaceDeparted" | "findDecider" | "meetKeyPlayer" | "secondThread" | "askAttitude" | "winSupport" | "getInTouch";
            contactIds: string[];
            opportunityId: string | null;
            text: string;
        };
        "graph.Node": {
            accountId: string | null;
            distance: number;
            id: string;
            kind: "contact" | "account" | "user" | "opportunity";
            name: string;
            title: string | null;
        };
        "graph.Opportunity": {
            accountId: string | null;
            closeDate: string | null;
            createdAt: string;
            currency: string | null;
            custom: components["schemas"]["graph.Custom"];
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string;
            name: string | null;
            ownerId: string | null;
            stage: string | null;
            status: "open" | "won" | "lost" | null;
            updatedAt: string;
            value: number | null;
            version: number;
        };
        "graph.OpportunityDifferences": {
            from: string;
            items: components["schemas"]["graph.Difference"][];
            opportunity: components["schemas"]["graph.Named"];
            to: string;
        };
        "graph.OpportunityFields": {
            accountId?: string | null;
            closeDate?: string | null;
            currency?: string | null;
            custom?: components["schemas"]["graph.Custom"];
            externalIds?: components["schemas"]["graph.ExternalID"][];
            name?: string | null;
            ownerId?: string | null;
            stage?: string | null;
            status: "open" | "won" | "lost" | null;
            value?: number | null;
        };
        "graph.OrgChart": {
            account: components["schemas"]["graph.Named"];
            asOf: string;
            positions: components["schemas"]["graph.Seat"][];
            roots: string[];
            unplaced: string[];
        };
        "graph.OurTie": {
            strength: number | null;
            userId: string;
            userName: string;
        };
        "graph.Overlap": {
            account: components["schemas"]["graph.Named"];
            from: string | null;
            months: number | null;
            to: string | null;
        };
        "graph.Ownership": {
            accountId: string;
            id: string;
            parentId: string;
            percent: number | null;
            since: string | null;
            until: string | null;
            updatedAt: string | null;
        };
        "graph.Page-graph_Account": {
            items: components["schemas"]["graph.Account"][];
            nextCursor: string;
        };
        "graph.Page-graph_Contact": {
            items: components["schemas"]["graph.Contact"][];
            nextCursor: string;
        };
        "graph.Page-graph_Opportunity": {
            items: components["schemas"]["graph.Opportunity"][];
            nextCursor: string;
        };
        "graph.Page-graph_Position": {
            items: components["schemas"]["graph.Position"][];
            nextCursor: string;
        };
        "graph.Page-graph_Product": {
            items: components["schemas"]["graph.Product"][];
            nextCursor: string;
        };
        "graph.Page-graph_RelationType": {
            items: components["schemas"]["graph.RelationType"][];
            nextCursor: string;
        };
        "graph.Page-graph_Role": {
            items: components["schemas"]["graph.Role"][];
            nextCursor: string;
        };
        "graph.Page-graph_Token": {
            items: components["schemas"]["graph.Token"][];
            nextCursor: string;
        };
        "graph.Page-graph_Unit": {
            items: components["schemas"]["graph.Unit"][];
            nextCursor: string;
        };
        "graph.Page-graph_User": {
            items: components["schemas"]["graph.User"][];
            nextCursor: string;
        };
        "graph.ParentChange": {
            parentId?: string | null;
            percent?: number | null;
            since?: string;
        };
        "graph.Participant": {
            as: "from" | "to" | "cc" | "organizer" | "attendee";
            person: components["schemas"]["graph.Person"];
        };
        "graph.Path": {
            hops: components["schemas"]["graph.Hop"][];
            introducer: components["schemas"]["graph.Person"];
            people: components["schemas"]["graph.Person"][];
            rank: number;
            score: number | null;
            whyNotNext: string;
        };
        "graph.Paths": {
            by: "strength" | "hops";
            distance: number | null;
            from: components["schemas"]["graph.Person"];
            paths: components["schemas"]["graph.Path"][];
            to: components["schemas"]["graph.Person"];
            total: number;
            truncated: boolean;
        };
        "graph.Person": {
            accountId: string | null;
            accountName: string | null;
            hop: string;
            id: string;
            kind: "contact" | "user";
            name: string;
            title: string | null;
        };
        "graph.Place": {
            contactId: string;
            x: number;
            y: number;
        };
        "graph.Placement": {
            places: components["schemas"]["graph.Place"][];
        };
        "graph.Player": {
            involvements: components["schemas"]["graph.Involvement"][];
            person: components["schemas"]["graph.Person"];
            tie: components["schemas"]["graph.OurTie"] | null;
        };
        "graph.Portfolio": {
            asOf: string;
            compareTo: string | null;
            items: components["schemas"]["graph.PortfolioRow"][];
            nextCursor: string;
        };
        "graph.PortfolioRow": {
            account: components["schemas"]["graph.Named"];
            alerts: components["schemas"]["graph.Alert"][];
            changeCount: number;
            changes: components["schemas"]["graph.Difference"][];
            class: string | null;
            keyPlayers: components["schemas"]["graph.KnownOfAll"];
            lastContact: string | null;
            nextAction: components["schemas"]["graph.NextAction"] | null;
            openDeals: number;
            owner: components["schemas"]["graph.Named"] | null;
            singleThreads: components["schemas"]["graph.ThreadDeal"][];
            vacancies: number;
            valueOpen: components["schemas"]["graph.Amount"][];
            valueWon: components["schemas"]["graph.Amount"][];
            worstDeal: components["schemas"]["graph.WorstDeal"] | null;
        };
        "graph.Position": {
            accountId: string | null;
            assistant: boolean | null;
            createdAt: string;
            custom: components["schemas"]["graph.Custom"];
            department: string | null;
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string;
            location: string | null;
            placeholder: boolean | null;
            since: string | null;
            title: string | null;
            until: string | null;
            updatedAt: string;
            version: number;
        };
        "graph.PositionFields": {
            accountId?: string | null;
            assistant: boolean | null;
            custom?: components["schemas"]["graph.Custom"];
            department?: string | null;
            externalIds?: components["schemas"]["graph.ExternalID"][];
            location?: string | null;
            placeholder: boolean | null;
            since?: string | null;
            title?: string | null;
            until?: string | null;
        };
        "graph.PositionNamed": {
            accountId: string;
            id: string;
            title: string | null;
        };
        "graph.Product": {
            category: string | null;
            createdAt: string;
            currency: string | null;
            custom: components["schemas"]["graph.Custom"];
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string;
            name: string | null;
            price: number | null;
            sku: string | null;
            updatedAt: string;
            version: number;
        };
        "graph.ProductFields": {
            category?: string | null;
            currency?: string | null;
            custom?: components["schemas"]["graph.Custom"];
            externalIds?: components["schemas"]["graph.ExternalID"][];
            name?: string | null;
            price?: number | null;
            sku?: string | null;
        };
        "graph.Reach": {
            person: components["schemas"]["graph.Person"];
            strength: number | null;
            via: "reportsTo" | "influences" | "knows";
        };
        "graph.ReachedPlayer": {
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            best: number | null;
            person: components["schemas"]["graph.Person"];
            reached: boolean;
            roles: string[];
            throughUsers: string[];
        };
        "graph.Reason": {
            code: "noKeyPlayerSupports" | "noDeciderSupports" | "keyPlayerAgainst" | "missingRole" | "singleThread" | "unknownAttitude";
            contactIds: string[];
            text: string;
        };
        "graph.Relation": {
            from: string;
            id: string;
            note: string | null;
            since: string | null;
            to: string;
            type: string;
            until: string | null;
            updatedAt: string | null;
        };
        "graph.RelationChange": {
            from?: string | null;
            note?: string | null;
            since?: string | null;
            to?: string | null;
            type?: string;
            until?: string | null;
        };
        "graph.RelationGraph": {
            asOf: string;
            depth: number;
            edges: components["schemas"]["graph.Edge"][];
            focus: string;
            nodes: components["schemas"]["graph.Node"][];
            truncated: boolean;
        };
        "graph.RelationPatch": {
            note?: string;
            since?: string;
            type?: string;
            until?: string;
        };
        "graph.RelationReported": {
            action: "created" | "changed" | "deleted";
            changes: components["schemas"]["graph.FieldChange"][];
            from: components["schemas"]["graph.Named"];
            id: string;
            to: components["schemas"]["graph.Named"];
            type: string;
        };
        "graph.RelationType": {
            backward: string | null;
            createdAt: string;
            custom: components["schemas"]["graph.Custom"];
            externalIds: components["schemas"]["graph.ExternalID"][];
            forward: string | null;
            id: string;
            knows: boolean | null;
            name: string | null;
            symmetric: boolean | null;
            updatedAt: string;
            version: number;
        };
        "graph.RelationTypeFields": {
            backward?: string | null;
            custom?: components["schemas"]["graph.Custom"];
            externalIds?: components["schemas"]["graph.ExternalID"][];
            forward?: string | null;
            knows: boolean | null;
            name?: string | null;
            symmetric: boolean | null;
        };
        "graph.ReportingLine": {
            id: string;
            line: "solid" | "dotted";
            managerId: string;
            positionId: string;
            since: string | null;
            until: string | null;
            updatedAt: string | null;
        };
        "graph.Resilience": {
            account: components["schemas"]["graph.Named"];
            asOf: string;
            deals: components["schemas"]["graph.DealResilience"][];
            people: components["schemas"]["graph.CriticalPerson"][];
        };
        "graph.Role": {
            createdAt: string;
            custom: components["schemas"]["graph.Custom"];
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string;
            name: string | null;
            rules: components["schemas"]["access.Rights"];
            updatedAt: string;
            version: number;
        };
        "graph.RoleFields": {
            custom?: components["schemas"]["graph.Custom"];
            externalIds?: components["schemas"]["graph.ExternalID"][];
            name?: string | null;
            rules?: components["schemas"]["access.Rights"];
        };
        "graph.Seat": {
            assistant: boolean;
            department: string | null;
            directReports: number;
            dottedManagerIds: string[];
            holders: components["schemas"]["graph.Holder"][];
            id: string;
            level: number;
            location: string | null;
            managerId: string | null;
            placeholder: boolean;
            tie: components["schemas"]["graph.OurTie"] | null;
            title: string | null;
            totalReports: number;
            vacant: boolean;
        };
        "graph.SeatNamed": {
            id: string;
            title: string | null;
        };
        "graph.Session": {
            createdAt: string;
            current: boolean;
            expiresAt: string;
            id: string;
            lastUsedAt: string;
            userAgent: string;
        };
        "graph.SharedHolderChange": {
            primary?: boolean | null;
            since?: string;
        };
        "graph.SignInLink": {
            code: string;
            expiresAt: string;
            path: string;
        };
        "graph.Step": {
            attitude: "enemy" | "nonSupporter" | "neutral" | "supporter" | "mentor" | null;
            holders: components["schemas"]["graph.Person"][];
            position: components["schemas"]["graph.StepSeat"];
            roles: string[];
            tie: components["schemas"]["graph.OurTie"] | null;
            vacant: boolean;
        };
        "graph.StepSeat": {
            department: string | null;
            id: string;
            location: string | null;
            title: string | null;
        };
        "graph.TeamChange": {
            access?: "read" | "write" | null;
            as?: "accountManager" | "sales" | "presales" | "customerSuccess" | "executive" | "other" | null;
            since?: string;
            until?: string | null;
        };
        "graph.TeamMember": {
            access: string | null;
            as: string | null;
            id: string;
            since: string | null;
            until: string | null;
            updatedAt: string | null;
            userId: string;
        };
        "graph.TeamUser": {
            as: "accountManager" | "sales" | "presales" | "customerSuccess" | "executive" | "other" | null;
            user: components["schemas"]["graph.Named"];
        };
        "graph.ThreadDeal": {
            contactIds: string[];
            opportunity: components["schemas"]["graph.Named"];
            text: string;
        };
        "graph.Tie": {
            id: string;
            muted: boolean;
            personA: string;
            personB: string;
            private: boolean;
            since: string | null;
            status: "fact" | "asserted" | "inferred";
            strength: number | null;
            until: string | null;
            updatedAt: string | null;
        };
        "graph.TieChange": {
            level?: "weak" | "familiar" | "strong" | null;
            muted?: boolean;
            note?: string | null;
            personA?: string | null;
            personB?: string | null;
            private?: boolean | null;
            since?: string;
            strength?: number | null;
            until?: string | null;
        };
        "graph.TieItem": {
            band: "weak" | "familiar" | "strong";
            id: string;
            lastContact: string | null;
            lastContactQuarter: string | null;
            person: components["schemas"]["graph.Person"];
            private: boolean;
            since: string | null;
            sources: components["schemas"]["graph.TieSourceItem"][];
            status: "fact" | "asserted" | "inferred";
            strength: number | null;
            strengthYearAgo: number | null;
            until: string | null;
        };
        "graph.TiePage": {
            items: components["schemas"]["graph.TieItem"][];
            nextCursor: string;
        };
        "graph.TieSourceDetail": {
            account: components["schemas"]["graph.Named"];
            counts: components["schemas"]["graph.InteractionCount"][];
            last: string;
            level: "weak" | "familiar" | "strong";
            note: string;
            reciprocity: number;
            relation: string;
            saidBy: string;
            saidOn: string;
            since: string | null;
            source: string;
            strength: number | null;
            until: string | null;
            years: number;
        };
        "graph.TieSourceItem": {
            detail: components["schemas"]["graph.TieSourceDetail"] | null;
            kind: "interactions" | "asserted" | "measured" | "employment" | "reportingLine" | "relation";
            kinds: string[];
            share: number;
        };
        "graph.Token": {
            createdAt: string;
            createdBy: string;
            expiresAt: string | null;
            id: string;
            lastUsedAt: string | null;
            name: string;
            roleId: string | null;
            scopes: components["schemas"]["access.Scope"][];
            unitId: string | null;
            userId: string | null;
        };
        "graph.TokenFields": {
            expiresAt?: string | null;
            name?: string | null;
            roleId?: string | null;
            scopes?: components["schemas"]["access.Scope"][];
            unitId?: string | null;
        };
        "graph.Unit": {
            createdAt: string;
            custom: components["schemas"]["graph.Custom"];
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string;
            name: string | null;
            parentId: string | null;
            updatedAt: string;
            version: number;
        };
        "graph.UnitFields": {
            custom?: components["schemas"]["graph.Custom"];
            externalIds?: components["schemas"]["graph.ExternalID"][];
            name?: string | null;
            parentId?: string | null;
        };
        "graph.User": {
            active: boolean | null;
            createdAt: string;
            custom: components["schemas"]["graph.Custom"];
            email: string | null;
            externalIds: components["schemas"]["graph.ExternalID"][];
            id: string;
            leftOn: string | null;
            name: string | null;
            roleId: string | null;
            unitId: string | null;
            updatedAt: string;
            version: number;
        };
        "graph.UserFields": {
            active: boolean | null;
            custom?: components["schemas"]["graph.Custom"];
            email?: string | null;
            externalIds?: components["schemas"]["graph.ExternalID"][];
            leftOn?: string | null;
            name?: string | null;
            roleId?: string | null;
            unitId?: string | null;
        };
        "graph.Wishes": {
            introductionLimit: number | null;
            introductions: "open" | "askFirst" | "closed";
            shareTies: "none" | "details";
        };
        "graph.WishesChange": {
            introductionLimit?: number | null;
            introductions: "open" | "askFirst" | "closed" | null;
            shareTies: "none" | "details" | null;
        };
        "graph.WorksAt": {
            account: components["schemas"]["graph.Named"];
            title: string | null;
        };
        "graph.WorstDeal": {
            health: components["schemas"]["graph.Health"];
            opportunity: components["schemas"]["graph.Named"];
        };
        "handlers.AdvocatePathsAnswers": {
            items: components["schemas"]["handlers.AdvocatePathsItem"][];
        };
        "handlers.AdvocatePathsBatch": {
            allowConflict?: boolean;
            from: string;
            limit: number | null;
            maxHops: number | null;
            minStrength?: number;
            opportunityId?: string;
            targets?: string[];
            without?: string[];
        };
        "handlers.AdvocatePathsItem": {
            paths: components["schemas"]["graph.Path"][];
            problem: components["schemas"]["handlers.Problem"] | null;
            target: components["schemas"]["graph.Person"] | null;
            targetId: string;
        };
        "handlers.BatchItem": {
            id: string | null;
            problem: components["schemas"]["handlers.Problem"] | null;
            status: "created" | "changed" | "unchanged" | "refused";
        };
        "handlers.BatchResult": {
            items: components["schemas"]["handlers.BatchItem"][];
        };
        "handlers.BatchUpsert-graph_AccountFields": {
            items?: components["schemas"]["graph.AccountFields"][];
        };
        "handlers.BatchUpsert-graph_ContactWrite": {
            items?: components["schemas"]["graph.ContactWrite"][];
        };
        "handlers.BatchUpsert-graph_InfluenceChange": {
            items?: components["schemas"]["graph.InfluenceChange"][];
        };
        "handlers.BatchUpsert-graph_InteractionChange": {
            items?: components["schemas"]["graph.InteractionChange"][];
        };
        "handlers.BatchUpsert-graph_LineItemChange": {
            items?: components["schemas"]["graph.LineItemChange"][];
        };
        "handlers.BatchUpsert-graph_MemberItem": {
            items?: components["schemas"]["graph.MemberItem"][];
        };
        "handlers.BatchUpsert-graph_OpportunityFields": {
            items?: components["schemas"]["graph.OpportunityFields"][];
        };
        "handlers.BatchUpsert-graph_PositionFields": {
            items?: components["schemas"]["graph.PositionFields"][];
        };
        "handlers.BatchUpsert-graph_ProductFields": {
            items?: components["schemas"]["graph.ProductFields"][];
        };
        "handlers.BatchUpsert-graph_RelationChange": {
            items?: components["schemas"]["graph.RelationChange"][];
        };
        "handlers.BatchUpsert-graph_RelationTypeFields": {
            items?: components["schemas"]["graph.RelationTypeFields"][];
        };
        "handlers.BatchUpsert-graph_TieChange": {
            items?: components["schemas"]["graph.TieChange"][];
        };
        "handlers.BatchUpsert-graph_UnitFields": {
            items?: components["schemas"]["graph.UnitFields"][];
        };
        "handlers.BatchUpsert-graph_UserFields": {
            items?: components["schemas"]["graph.UserFields"][];
        };
        "handlers.BriefsOf": {
            emails?: string[];
        };
        "handlers.Credentials": {
            email?: string;
            password?: string;
        };
        "handlers.PasswordChange": {
            current?: string;
            password?: string;
        };
        "handlers.Problem": {
            detail: string;
            errors: components["schemas"]["problem.FieldError"][];
            instance: string;
            relations: {
                [key: string]: number;
            };
            requestId: string;
            status: number;
            title: string;
            type: string;
        };
        "handlers.SessionList": {
            items: components["schemas"]["graph.Session"][];
        };
        "ingest.ColumnShown": {
            allowed: string[];
            name: string;
            required: boolean;
            type: "text" | "list" | "choice" | "choices" | "date" | "instant" | "number" | "integer" | "percent" | "flag";
        };
        "ingest.Counts": {
            changed: number;
            created: number;
            kind: string;
            rejected: number;
            repeated: number;
            unchanged: number;
        };
        "ingest.FileMapping": {
            columns: {
                [key: string]: string;
            };
            file: string;
            kind: string;
        };
        "ingest.Job": {
            createdAt: string;
            createdBy: string;
            doing: string;
            dryRun: boolean;
            error: string;
            files: string[];
            finishedAt: string;
            id: string;
            kinds: components["schemas"]["ingest.Counts"][];
            mapping: components["schemas"]["ingest.Mapping"];
            notes: string[];
            ownDomains: string[];
            rows: number;
            source: string;
            state: "queued" | "running" | "done" | "failed";
            unknown: "out" | "contacts";
            user: string;
        };
        "ingest.KindShown": {
            columns: components["schemas"]["ingest.ColumnShown"][];
            custom: boolean;
            kind: string;
        };
        "ingest.Mapping": {
            files: components["schemas"]["ingest.FileMapping"][];
        };
        "ingest.Recognised": {
            files: components["schemas"]["ingest.RecognisedFile"][];
            kinds: components["schemas"]["ingest.KindShown"][];
        };
        "ingest.RecognisedColumn": {
            name: string;
            samples: string[];
            to: string;
        };
        "ingest.RecognisedFile": {
            columns: components["schemas"]["ingest.RecognisedColumn"][];
            error: string;
            form: "csv" | "mailbox" | "message" | "calendar" | "cards";
            kind: string;
            likely: string;
            missing: string[];
            name: string;
            needsUser: boolean;
            notes: string[];
            system: string;
        };
        "problem.FieldError": {
            detail: string;
            pointer: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
