internal import Compositing
internal import Story

/// Polls of an Instagram story ad, which Meta draws itself, over what is there.
///
/// Corresponds to `interactive_components_spec` of the Marketing API's `adcreatives`. Meta makes a poll 3.2
/// times as wide as it is high, by making it less wide or less high. Its documentation does not say which
/// point of the poll `x` and `y` are; that they are 0.5 in its example of a poll in the middle says that they
/// are the centre.
public struct MetaInteractiveComponents: Hashable, Sendable, Codable {
    public struct Component: Hashable, Sendable, Codable {
        /// `poll`.
        public var type: String
        public var poll: Poll
        public var position: Position

        enum CodingKeys: String, CodingKey {
            case type
            case poll = "poll_spec"
            case position = "position_spec"
        }
    }

    public struct Poll: Hashable, Sendable, Codable {
        public var question: String
        public var first: String
        public var second: String

        enum CodingKeys: String, CodingKey {
            case question = "question_text"
            case first = "option_a_text"
            case second = "option_b_text"
        }
    }

    /// Shares of the canvas.
    public struct Position: Hashable, Sendable, Codable {
        public var x: Double
        public var y: Double
        public var width: Double
        public var height: Double
        /// Degrees clockwise.
        public var rotation: Double
    }

    public var components: [Component]

    /// Nil where there is no poll of two options.
    init?(_ regions: [HitRegion]) {
        components = regions.compactMap { region in
            guard case .poll(let poll) = region.payload, poll.options.count == 2 else { return nil }
            return Component(
                type: "poll",
                poll: Poll(question: poll.question ?? "", first: poll.options[0], second: poll.options[1]),
                position: Position(
                    x: region.center.x, y: region.center.y, width: region.size.width,
                    height: region.size.height, rotation: region.rotation))
        }
        if components.isEmpty { return nil }
    }
}
