import Story
import Testing

/// A story with one fault, and what its error must say.
struct MalformedStory: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// The place of the fault; the whole document if the text is not JSON.
    let path: String
    let rule: StoryProblem.Rule
    /// Part of the sentence that says what would be right.
    let remedy: String
    /// Whether a schema can express the fault.
    let isSeenBySchema: Bool

    var testDescription: String { name }

    init(
        _ name: String, bytes: [UInt8], path: String, _ rule: StoryProblem.Rule, _ remedy: String,
        isSeenBySchema: Bool = true
    ) {
        self.name = name
        self.bytes = bytes
        self.path = path
        self.rule = rule
        self.remedy = remedy
        self.isSeenBySchema = isSeenBySchema && rule != .syntax
    }

    /// A whole document.
    static func document(
        _ text: String, _ path: String, _ rule: StoryProblem.Rule, _ remedy: String,
        isSeenBySchema: Bool = true
    ) -> MalformedStory {
        MalformedStory(
            text.count < 80 ? text : String(text.prefix(60)) + "…", bytes: Array(text.utf8), path: path, rule,
            remedy, isSeenBySchema: isSeenBySchema)
    }

    /// Members of the first slide's media.
    static func media(
        _ members: String, _ path: String, _ rule: StoryProblem.Rule, _ remedy: String,
        isSeenBySchema: Bool = true
    ) -> MalformedStory {
        document(
            #"{"version":1,"slides":[{"media":{\#(members)}}]}"#, "$.slides[0].media" + path, rule, remedy,
            isSeenBySchema: isSeenBySchema)
    }

    /// Members of a text.
    static func text(
        _ members: String, _ path: String, _ rule: StoryProblem.Rule, _ remedy: String,
        isSeenBySchema: Bool = true
    ) -> MalformedStory {
        overlay(#""type":"text","text":"Hi",\#(members)"#, path, rule, remedy, isSeenBySchema: isSeenBySchema)
    }

    /// Members of an overlay of any type.
    static func overlay(
        _ members: String, _ path: String, _ rule: StoryProblem.Rule, _ remedy: String,
        isSeenBySchema: Bool = true
    ) -> MalformedStory {
        document(
            #"{"version":1,"slides":[{"overlays":[{\#(members)}]}]}"#, "$.slides[0].overlays[0]" + path, rule,
            remedy, isSeenBySchema: isSeenBySchema)
    }

    static let all = syntax + shapes + types + ranges + keys + words + joined
}
