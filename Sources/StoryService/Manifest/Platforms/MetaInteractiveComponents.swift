internal import Compositing
internal import Story

/// Polls of an Instagram story ad. Meta draws them itself, over the video.
///
/// Corresponds to `interactive_components_spec` of the Marketing API's `adcreatives`. Meta reduces a poll's width or
/// height until it is 3.2 times as wide as it is high. Its documentation does not say which point of the poll `x` and
/// `y` are. In its example of a poll in the middle both are 0.5, so they must be the centre.
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

    /// Nil if no region is a poll with two options.
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
