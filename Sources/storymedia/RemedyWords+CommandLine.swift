import Story

extension RemedyWords {
    /// Remedies in the words of the command line: its options and commands. No other place names them in an error.
    static let commandLine = RemedyWords { remedy in
        switch remedy.action {
        case .allowOverwriting: "use --overwrite"
        case .chooseOtherFolder: "name another folder with --output"
        case .chooseOtherName: "choose another name with --output"
        case .moveAway: "move it away"
        case .remove: "remove it"
        case .create: "create it"
        case .changePermissions: "change the folder's permissions"
        case .split: "make several slides with ingest --split"
        case .keepWhole: "leave out --split"
        case .keepApart: "leave out \"joined\" in the story"
        case .shorten: "shorten it"
        case .trim: "trim it with --duration"
        case .choosePart: "choose the part with \"start\" and \"duration\""
        case .limitSize:
            "make it again with storymedia ingest --max-size"
                + (remedy.bytes.map { " \(FileSize(bytes: $0))" } ?? "")
        case .keepClear: "move it, or make it smaller; preview --guides shows where"
        case .chooseTime: "use --at with a time in the whole story"
        case .examineMachine: "run storymedia doctor"
        case .doWithoutConfinement: "if you trust your files, use --containment lists"
        case .reportExamination: "run storymedia doctor --json and report its output"
        }
    }
}
