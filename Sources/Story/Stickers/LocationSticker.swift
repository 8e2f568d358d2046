/// A place.
public struct LocationSticker: Hashable, Sendable, Codable {
    public var name: String
    /// Degrees north of the equator; nil if only the name is known.
    public var latitude: Double?
    /// Degrees east of Greenwich; nil if only the name is known.
    public var longitude: Double?

    public init(name: String, latitude: Double? = nil, longitude: Double? = nil) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
    }
}

extension LocationSticker: StickerKind {
    static var kind: Overlay.Kind { .location }
    static var standardWidth: Double { 0.47 }
    var content: StickerContent { .location(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            name: reader.line("name", required: true) ?? "",
            latitude: reader.number("latitude", in: -90...90),
            longitude: reader.number("longitude", in: -180...180))
        if (latitude == nil) != (longitude == nil) {
            let missing = latitude == nil ? "latitude" : "longitude"
            reader.note(
                missing, .missingKey, found: "nothing", allowed: "latitude and longitude, or neither of them")
        }
    }

    var members: [JSONMember] {
        [
            .string("name", name), latitude.map { .number("latitude", $0) },
            longitude.map { .number("longitude", $0) },
        ].compactMap(\.self)
    }
}
