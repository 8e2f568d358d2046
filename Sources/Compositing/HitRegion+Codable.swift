internal import Story

extension HitRegion: Codable {
    private enum Key: String, CodingKey {
        case overlay, kind, payload, center, size, rotation, cornerRadius, start, end, subregions, slide
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let kind = try container.decode(Overlay.Kind.self, forKey: .kind)
        self.init(
            overlay: try container.decode(Int.self, forKey: .overlay),
            payload: container.contains(.payload)
                ? try StickerContent(kind, from: container.superDecoder(forKey: .payload)) : nil,
            kind: kind,
            center: try container.decode(Center.self, forKey: .center),
            size: try container.decode(Size.self, forKey: .size),
            rotation: try container.decode(Double.self, forKey: .rotation),
            cornerRadius: try container.decode(Double.self, forKey: .cornerRadius),
            start: try container.decode(Double.self, forKey: .start),
            end: try container.decode(Double.self, forKey: .end),
            subregions: try container.decode([Subregion].self, forKey: .subregions),
            slide: try container.decodeIfPresent(Int.self, forKey: .slide))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(overlay, forKey: .overlay)
        try container.encode(kind, forKey: .kind)
        try payload?.encodePayload(to: container.superEncoder(forKey: .payload))
        try container.encode(center, forKey: .center)
        try container.encode(size, forKey: .size)
        try container.encode(rotation, forKey: .rotation)
        try container.encode(cornerRadius, forKey: .cornerRadius)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
        try container.encode(subregions, forKey: .subregions)
        try container.encodeIfPresent(slide, forKey: .slide)
    }
}
