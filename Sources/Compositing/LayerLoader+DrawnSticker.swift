internal import Story

extension LayerLoader {
    mutating func load(_ overlay: DrawnSticker, path: String) throws(LayerFailure) {
        let typesetter = StickerTypesetter(rasteriser)
        let artwork = try Artwork(overlay, typesetter, picture: try picture(of: overlay.content))
        for missing in typesetter.missing {
            note(
                "\(path).\(missing.field)", .missingGlyph,
                found: missing.scalars.map(\.codePoint).joined(separator: ", ")
                    + ", which no installed font has",
                allowed: FontPackage.remedy(for: missing.scalars))
        }
        guard typesetter.missing.isEmpty else { return }
        for field in typesetter.shortened {
            note(
                Substitution(
                    .shortened, path: "\(path).\(field)", reason: "the text is too long for the sticker",
                    taken: "its end is left out"))
        }
        for divided in typesetter.divided {
            note(Substitution(divided: divided.emoji, path: "\(path).\(divided.field)"))
        }
        let unit = overlay.placement.width * Double(canvasWidth) / overlay.content.unitWidth
        let limit = Double(CompositingLimits.layerSides * max(canvasWidth, canvasHeight))
        let height = artwork.height * unit * overlay.placement.restingScale
        guard height <= limit else {
            note(
                "\(path).width", .outOfRange, found: "a sticker \(Int(height)) pixels high",
                allowed: "at most \(Int(limit)) pixels; use a smaller width")
            return
        }
        let box = BoxTransform(
            overlay.placement, width: artwork.width * unit, height: artwork.height * unit,
            canvasWidth: canvasWidth, canvasHeight: canvasHeight)
        let picture = try LayerPicture(
            in: box, changes: LayerChanges(overlay.placement, overlay.presence), canvas: canvas
        ) { box throws(LayerFailure) in try artwork.rasterise(in: box, unit: unit) }
        add(
            .still(picture), first: picture, box: box, placement: overlay.placement,
            presence: overlay.presence, path: path,
            cornerRadius: artwork.cornerRadius * unit,
            parts: artwork.parts.map { part in
                LayerPart(role: part.role, index: part.index, box: part.box.scaled(by: unit))
            })
    }

    /// The picture in the sticker's file, such as a song's cover; nil if it names none.
    private func picture(of content: StickerContent) throws(LayerFailure) -> Bitmap? {
        guard let src = content.file?.src else { return nil }
        let file = try StickerFile(path: OverlayFile.path(of: src, in: baseDirectory))
        guard let picture = try file.next() else { throw .unusable("the file has no picture") }
        return picture.bitmap
    }
}

extension Rectangle {
    fileprivate func scaled(by factor: Double) -> Rectangle {
        Rectangle(minX: minX * factor, minY: minY * factor, maxX: maxX * factor, maxY: maxY * factor)
    }
}
