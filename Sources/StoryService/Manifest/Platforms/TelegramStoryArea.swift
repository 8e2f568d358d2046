internal import Compositing
internal import Story

/// A part of a story that can be tapped on Telegram: a link, or a location whose coordinates are known.
///
/// Corresponds to `StoryArea` of the Bot API. A story may have ten locations; the server decides how many links it may
/// have.
public struct TelegramStoryArea: Hashable, Sendable, Codable {
    /// Corresponds to `StoryAreaPosition`.
    public struct Position: Hashable, Sendable, Codable {
        /// Of the centre, in percent of the width.
        public var x: Double
        /// Of the centre, in percent of the height.
        public var y: Double
        /// In percent of the width.
        public var width: Double
        /// In percent of the height.
        public var height: Double
        /// Degrees clockwise, from 0 to 360.
        public var rotation: Double
        /// In percent of the width.
        public var cornerRadius: Double

        enum CodingKeys: String, CodingKey {
            case x = "x_percentage"
            case y = "y_percentage"
            case width = "width_percentage"
            case height = "height_percentage"
            case rotation = "rotation_angle"
            case cornerRadius = "corner_radius_percentage"
        }

        init(_ region: HitRegion) {
            x = region.center.x * 100
            y = region.center.y * 100
            width = region.size.width * 100
            height = region.size.height * 100
            let turn = region.rotation.truncatingRemainder(dividingBy: 360)
            rotation = turn < 0 ? turn + 360 : turn
            cornerRadius = region.cornerRadius * 100
        }
    }

    /// Corresponds to `StoryAreaTypeLink` and `StoryAreaTypeLocation`.
    public enum Target: Hashable, Sendable {
        case link(url: String)
        /// Degrees north and east.
        case location(latitude: Double, longitude: Double)
    }

    public var position: Position
    public var type: Target

    /// Nil for a kind of region that Telegram does not have.
    init?(_ region: HitRegion) {
        switch region.payload {
        case .link(let link): type = .link(url: link.url)
        case .location(let location):
            guard let latitude = location.latitude, let longitude = location.longitude else { return nil }
            type = .location(latitude: latitude, longitude: longitude)
        default: return nil
        }
        position = Position(region)
    }
}

extension TelegramStoryArea.Target: Codable {
    private enum Name: String, Codable { case link, location }
    private enum Key: CodingKey { case type, url, latitude, longitude }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(Name.self, forKey: .type) {
        case .link: self = .link(url: try container.decode(String.self, forKey: .url))
        case .location:
            self = .location(
                latitude: try container.decode(Double.self, forKey: .latitude),
                longitude: try container.decode(Double.self, forKey: .longitude))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .link(let url):
            try container.encode(Name.link, forKey: .type)
            try container.encode(url, forKey: .url)
        case .location(let latitude, let longitude):
            try container.encode(Name.location, forKey: .type)
            try container.encode(latitude, forKey: .latitude)
            try container.encode(longitude, forKey: .longitude)
        }
    }
}
