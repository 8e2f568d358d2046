import Story

extension MalformedStory {
    /// Invalid transitions between slides.
    static let joined: [MalformedStory] = [
        document(#"{"version":1,"joined":1,"slides":[{}]}"#, "$.joined", .wrongType, "true or false"),
        document(#"{"version":1,"joind":true,"slides":[{}]}"#, "$.joind", .unknownKey, #""joined""#),
        document(
            #"{"version":1,"slides":[{},{"media":{"src":"b"},"transition":"fade"}]}"#,
            "$.slides[1].transition", .badValue, #""joined": true"#, isSeenBySchema: false),
        document(
            #"{"version":1,"joined":true,"slides":[{"transition":"fade"},{"media":{"src":"b"}}]}"#,
            "$.slides[0].transition", .badValue, "the slides after it", isSeenBySchema: false),
        transition("1", "", .wrongType, "or an object"),
        transition(#""slideleft""#, "", .badValue, #"did you mean "slideLeft"?"#),
        transition("{}", ".kind", .missingKey, "cut, fade"),
        transition(#"{"kind":"dissolve"}"#, ".kind", .badValue, "cut, fade"),
        transition(#"{"kind":"fade","duration":0}"#, ".duration", .outOfRange, "from 0.1 to 5"),
        transition(#"{"kind":"fade","duration":5.01}"#, ".duration", .outOfRange, "from 0.1 to 5"),
        transition(#"{"kind":"fade","length":1}"#, ".length", .unknownKey, "kind, duration, easing"),
        transition(#"{"kind":"fade","easing":"elastic"}"#, ".easing", .badValue, "linear, ease"),
        transition(
            #"{"kind":"cut","duration":1}"#, ".duration", .badValue, "such as fade", isSeenBySchema: false),
        transition(
            #"{"kind":"cut","easing":"ease"}"#, ".easing", .badValue, "such as fade", isSeenBySchema: false),
    ]

    /// The transition of a joined story's second slide.
    private static func transition(
        _ value: String, _ path: String, _ rule: StoryProblem.Rule, _ remedy: String,
        isSeenBySchema: Bool = true
    ) -> MalformedStory {
        document(
            #"{"version":1,"joined":true,"slides":[{},{"media":{"src":"b"},"transition":\#(value)}]}"#,
            "$.slides[1].transition" + path, rule, remedy, isSeenBySchema: isSeenBySchema)
    }
}
